package vethlab.userland.stage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a terminal showed, without what differs from run to run on a real machine, too: equal
/// things get equal names, numbered as they appear.
final class Canonical {

  private static final Pattern BRIDGE_ID =
      Pattern.compile("\\b8000\\.(?:[0-9a-f]{12}|[0-9a-f]{1,2}(?::[0-9a-f]{1,2}){5})\\b");
  private static final Pattern MAC = Pattern.compile("\\b(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\\b");
  private static final Pattern LINK_LOCAL = Pattern.compile("\\bfe80:[0-9a-f:]+");
  private static final Pattern NAMESPACE =
      Pattern.compile("(?m)^([0-9]{10}) (uts|net) +([0-9]+) +([0-9]+) root");
  private static final Pattern PORT = Pattern.compile("(?<=\\.[0-9]:)(?!4123)[0-9]{5}\\b");
  private static final Pattern STATION =
      Pattern.compile("(?m)(?:^ +[0-9]+\\t\\S+\\t(?:yes|no)\\t\\t.*\\n)+");
  private static final Pattern NOTICE =
      Pattern.compile(
          "(?m)^\\n?(\\[[0-9]+\\][+ -] +(?:Stopped|Killed|Terminated|Done|Exit).*)\\n"
              + "|^\\S+: line [0-9]+: +(PID Killed.*)\\n");
  private static final Pattern BLANKS = Pattern.compile(" {2,}");

  /// What is replaced at once: the pattern, what stands for it.
  private static final String[][] PLAIN = {
    {"time=[0-9.]+ ms", "time=T ms"},
    {"time [0-9]+ms", "time T"},
    {"mdev = .*", "mdev = T"},
    {"(gc[_ ]timer|forward[_ ]delay[_ ]timer)\\s+[0-9.]+", "$1 T"},
    {"num([rt])xqueues [0-9]+", "num$1xqueues N"},
    {"(?m)^[0-9]{10} (?:uts|net) +[0-9]+ +1 root .*\\n", ""}, // the machine's first process
    {"(?m)^(\\[[0-9]+\\][+-]?) +[0-9]+", "$1 PID"},
    {"(?m)^[0-9]{3,4}$", "PID"}, // `jobs -p`
    {"(?m)^(\\S+: line [0-9]+:) +[0-9]+ Killed", "$1 PID Killed"},
    {"/proc/[0-9]+/", "/proc/PID/"},
    {"(?m)^bg [0-9]+$", "bg PID"},
    {"process group [0-9]+", "process group PID"},
    {"(?m)^\\S+:\\S* # (?:#.*)?\\n", ""}, // Enter alone, and comments
    {"(?m)^[0-9]+: dummy0: .*\\n.*\\n", ""}, // of the recording kernel's module
    {"(?m)\\[exit 0\\]\\n\\z", ""}, // the recorder's
  };

  private final Map<String, String> names = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();

  private Canonical() {}

  static String of(String text) {
    return new Canonical().canonical(text);
  }

  private String canonical(String original) {
    String text = original;
    text = BRIDGE_ID.matcher(text).replaceAll("8000.MAC");
    text = replace(MAC, text, match -> mac(match.group()));
    text = replace(LINK_LOCAL, text, match -> name("fe80::IID", match.group()));
    text = replace(PORT, text, match -> name("PORT", match.group()));
    for (String[] plain : PLAIN) {
      text = text.replaceAll(plain[0], plain[1]);
    }
    text = replace(NAMESPACE, text, this::namespace);
    text = replace(STATION, text, match -> stations(match.group()));
    List<String> notices = new ArrayList<>();
    text = replace(NOTICE, text, match -> notice(match, notices));
    return BLANKS.matcher(text + "notices:\n" + String.join("\n", notices)).replaceAll(" ");
  }

  private String namespace(MatchResult match) {
    return "%s %s %s %s root"
        .formatted(
            name("NS", match.group(1)),
            match.group(2),
            match.group(3),
            name("PID", match.group(4)));
  }

  /// The rows of `brctl showmacs`, which are in the order of the addresses.
  private static String stations(String rows) {
    return rows.replaceAll("(?m)(\\tno\\t\\t) *[0-9.]+", "$1 AGE")
        .lines()
        .sorted()
        .reduce("", (all, row) -> all + row + "\n");
  }

  private static String notice(MatchResult match, List<String> notices) {
    String text = match.group(1) == null ? match.group(2) : match.group(1);
    if (notices.isEmpty() || !notices.getLast().equals(text)) {
      notices.add(text);
    }
    return "";
  }

  private String mac(String address) {
    boolean known = address.equals("00:00:00:00:00:00") || address.equals("ff:ff:ff:ff:ff:ff");
    return known ? address : name("MAC", address);
  }

  private String name(String kind, String value) {
    return names.computeIfAbsent(kind + value, key -> kind + counts.merge(kind, 1, Integer::sum));
  }

  private static String replace(
      Pattern pattern, String text, Function<MatchResult, String> change) {
    return pattern.matcher(text).replaceAll(match -> Matcher.quoteReplacement(change.apply(match)));
  }
}
