package vethlab.userland.bridgeutils;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.userland.program.Output;

/// The commands of `brctl`, in the order of its usage (`brctl_cmd.c`).
enum BrctlCommand {
  ADDBR("addbr", 1, "<bridge>\t\tadd bridge") {
    @Override
    boolean run(Bridges bridges, Output output, List<String> words) {
      bridges.add(words.getFirst());
      return true;
    }
  },
  DELBR("delbr", 1, "<bridge>\t\tdelete bridge") {
    @Override
    boolean run(Bridges bridges, Output output, List<String> words) {
      bridges.delete(words.getFirst());
      return true;
    }
  },
  ADDIF("addif", 2, "<bridge> <device>\tadd interface to bridge") {
    @Override
    boolean run(Bridges bridges, Output output, List<String> words) {
      for (String port : words.subList(1, words.size())) {
        bridges.addPort(words.getFirst(), port);
      }
      return true;
    }
  },
  DELIF("delif", 2, "<bridge> <device>\tdelete interface from bridge") {
    @Override
    boolean run(Bridges bridges, Output output, List<String> words) {
      for (String port : words.subList(1, words.size())) {
        bridges.removePort(words.getFirst(), port);
      }
      return true;
    }
  },
  HAIRPIN("hairpin", 3, "<bridge> <port> {on|off}\tturn hairpin on/off") {
    @Override
    boolean run(Bridges bridges, Output output, List<String> words) {
      boolean on = BrctlWords.onOff(words.get(2));
      bridges.setHairpin(words.get(0), words.get(1), on);
      return true;
    }
  },
  SETAGEING("setageing", 2, "<bridge> <time>\t\tset ageing time") {
    @Override
    boolean run(Bridges bridges, Output output, List<String> words) {
      var time = BrctlWords.seconds(words.get(1), "bad ageing time value");
      bridges.set(words.getFirst(), "set ageing time", bridge -> bridge.setAgeingTime(time));
      return true;
    }
  },
  SETBRIDGEPRIO("setbridgeprio", 2, "<bridge> <prio>\t\tset bridge priority") {
    @Override
    boolean run(Bridges bridges, Output output, List<String> words) {
      int priority = BrctlWords.number(words.get(1), "bad priority") & 0xffff;
      bridges.set(
          words.getFirst(),
          "set bridge priority",
          bridge -> bridge.spanningTree().setPriority(priority));
      return true;
    }
  },
  SETFD("setfd", 2, "<bridge> <time>\t\tset bridge forward delay") {
    @Override
    boolean run(Bridges bridges, Output output, List<String> words) {
      var time = BrctlWords.seconds(words.get(1), "bad forward delay value");
      bridges.set(
          words.getFirst(),
          "set forward delay",
          bridge -> bridge.spanningTree().setForwardDelay(time));
      return true;
    }
  },
  SETHELLO("sethello", 2, "<bridge> <time>\t\tset hello time") {
    @Override
    boolean run(Bridges bridges, Output output, List<String> words) {
      var time = BrctlWords.seconds(words.get(1), "bad hello timer value");
      bridges.set(
          words.getFirst(), "set hello timer", bridge -> bridge.spanningTree().setHelloTime(time));
      return true;
    }
  },
  SETMAXAGE("setmaxage", 2, "<bridge> <time>\t\tset max message age") {
    @Override
    boolean run(Bridges bridges, Output output, List<String> words) {
      var time = BrctlWords.seconds(words.get(1), "bad max age value");
      bridges.set(words.getFirst(), "set max age", bridge -> bridge.spanningTree().setMaxAge(time));
      return true;
    }
  },
  SETPATHCOST("setpathcost", 3, "<bridge> <port> <cost>\tset path cost") {
    @Override
    boolean run(Bridges bridges, Output output, List<String> words) {
      int cost = BrctlWords.number(words.get(2), "bad path cost value");
      bridges.setPort(words.get(1), "set path cost", port -> port.stp().setPathCost(cost));
      return true;
    }
  },
  SETPORTPRIO("setportprio", 3, "<bridge> <port> <prio>\tset port priority") {
    @Override
    boolean run(Bridges bridges, Output output, List<String> words) {
      int priority = BrctlWords.number(words.get(2), "bad path priority value");
      bridges.setPort(words.get(1), "set port priority", port -> port.stp().setPriority(priority));
      return true;
    }
  },
  SHOW("show", 0, "[ <bridge> ]\t\tshow a list of bridges") {
    @Override
    boolean run(Bridges bridges, Output output, List<String> words) {
      return BridgeStatus.show(bridges, output, words);
    }
  },
  SHOWMACS("showmacs", 1, "<bridge>\t\tshow a list of mac addrs") {
    @Override
    boolean run(Bridges bridges, Output output, List<String> words) {
      BridgeStatus.showAddresses(bridges.known(words.getFirst(), "read of forward table"), output);
      return true;
    }
  },
  SHOWSTP("showstp", 1, "<bridge>\t\tshow bridge stp info") {
    @Override
    boolean run(Bridges bridges, Output output, List<String> words) {
      BridgeStatus.showSpanningTree(
          bridges.require(words.getFirst()), bridges.areInSysfs(), output);
      return true;
    }
  },
  STP("stp", 2, "<bridge> {on|off}\tturn stp on/off") {
    @Override
    boolean run(Bridges bridges, Output output, List<String> words) {
      boolean on = BrctlWords.onOff(words.get(1));
      bridges.set(
          words.getFirst(), "set stp status", bridge -> bridge.spanningTree().setEnabled(on));
      return true;
    }
  };

  private final String word;
  private final int leastArguments;
  private final String help;

  BrctlCommand(String word, int leastArguments, String help) {
    this.word = word;
    this.leastArguments = leastArguments;
    this.help = help;
  }

  /// Carries it out.
  ///
  /// @return whether all went well
  /// @throws BrctlFailure with what is to be complained about
  abstract boolean run(Bridges bridges, Output output, List<String> words);

  String word() {
    return word;
  }

  int leastArguments() {
    return leastArguments;
  }

  String help() {
    return help;
  }

  String usage() {
    return word + " " + help;
  }

  static @Nullable BrctlCommand named(String word) {
    for (BrctlCommand command : values()) {
      if (command.word.equals(word)) {
        return command;
      }
    }
    return null;
  }
}
