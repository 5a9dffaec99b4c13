package vethlab.userland.iproute.link;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.rtnetlink.LinkAttribute;
import vethlab.simulator.rtnetlink.LinkAttribute.KindData;
import vethlab.simulator.rtnetlink.LinkMessage;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.CommandFailure;
import vethlab.userland.iproute.command.Texts;
import vethlab.userland.iproute.command.Tool;

/// The words behind `type KIND`, each kind with its own (`parse_opt`).
final class KindWords {

  private final Tool tool;
  private final Arguments words;
  private final LinkMessage message;
  private final boolean creating;

  KindWords(Tool tool, Arguments words, LinkMessage message, boolean creating) {
    this.tool = tool;
    this.words = words;
    this.message = message;
    this.creating = creating;
  }

  /// Reads the rest of the command and adds the kind to the message.
  void read(String kind) {
    if (words.isEmpty()) {
      message.add(new LinkAttribute.Kind(kind, null));
      return;
    }
    switch (kind) {
      case "veth" -> message.add(new LinkAttribute.Kind(kind, peer()));
      case "bridge" ->
          message.add(
              new LinkAttribute.Kind(
                  kind, new KindData.BridgeValues(new BridgeWords(tool, words).read())));
      case "bridge_slave" -> {
        message.add(new LinkAttribute.PortValues(new PortWords(tool, words).read()));
        message.add(new LinkAttribute.Kind(kind, null));
      }
      case "dummy", "ifb", "nlmon", "netdevsim", "vcan", "vxcan", "virt_wifi" ->
          // These have no words of their own, and nobody looks at what stands here.
          message.add(new LinkAttribute.Kind(kind, null));
      default -> {
        if (ForeignKinds.isKnown(kind)) {
          throw ForeignKinds.notModelled(kind);
        }
        if (words.matches("help")) {
          throw tool.usage("ip-link");
        }
        throw tool.fail(
            -1, "Garbage instead of arguments \"" + words.word() + " ...\". Try \"ip link help\".");
      }
    }
  }

  private @Nullable KindData peer() {
    if (!words.is("peer")) {
      tool.print(Texts.usage("ip-link-veth"));
      throw new CommandFailure(-1);
    }
    words.advance();
    LinkMessage peer = new LinkMessage();
    String type = new LinkWords(tool, words, peer, creating).read();
    if (type != null) {
      throw words.duplicate("type", words.isEmpty() ? "(null)" : words.word());
    }
    return new KindData.VethPeer(peer);
  }
}
