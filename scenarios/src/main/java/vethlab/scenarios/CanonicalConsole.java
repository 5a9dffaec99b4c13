package vethlab.scenarios;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text of a terminal with all that differs from one run to the next replaced by names: MAC
/// addresses and what is made of them, process and namespace ids, times, ports chosen by the
/// kernel, numbers of queues, and the widths of columns that follow from them. What `lsns` says of
/// the machine's first process is left out.
///
/// Equal things get equal names, numbered as they appear, so that `MAC2` is one station throughout.
public final class CanonicalConsole {

  private static final Pattern MAC = Pattern.compile("\\b(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\\b");
  private static final Pattern BRIDGE_ID = Pattern.compile("\\b([0-9a-f]{4})\\.([0-9a-f]{12})\\b");
  private static final Pattern SHORT_BRIDGE_ID =
      Pattern.compile("\\b([0-9a-f]{4})\\.((?:[0-9a-f]{1,2}:){5}[0-9a-f]{1,2})\\b");
  private static final Pattern LINK_LOCAL = Pattern.compile("\\bfe80:[0-9a-f:]+");
  private static final Pattern PROBE_TIME = Pattern.compile("time=[0-9.]+ ms");
  private static final Pattern TOTAL_TIME = Pattern.compile("time [0-9]+ms");
  private static final Pattern STATISTICS = Pattern.compile("mdev = [0-9./]+ ms.*");
  private static final Pattern TIMER = Pattern.compile("timer +[0-9]+\\.[0-9]{2}");
  private static final Pattern QUEUES = Pattern.compile("num([rt])xqueues [0-9]+");
  private static final Pattern JOB = Pattern.compile("(?m)^\\[([0-9]+)\\] [0-9]+$");
  private static final Pattern FIRST_PROCESS =
      Pattern.compile("(?m)^[0-9]{10} (?:uts|net) +[0-9]+ +1 root .*\n");
  private static final Pattern NAMESPACE =
      Pattern.compile("(?m)^([0-9]{10}) (uts|net) +([0-9]+) +([0-9]+) root");
  private static final Pattern PORT =
      Pattern.compile("(?<=[0-9]:)(3[2-9]|[45][0-9]|60)[0-9]{3}\\b");
  private static final Pattern BLANKS = Pattern.compile(" {2,}");

  private final Map<String, String> names = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final String keptPort;

  private CanonicalConsole(String keptPort) {
    this.keptPort = keptPort;
  }

  /// @param text with `\n` for ends of lines
  /// @param keptPort a port that the lab names itself
  public static String of(String text, String keptPort) {
    return new CanonicalConsole(keptPort).canonical(text);
  }

  private String canonical(String original) {
    String text =
        replace(
            SHORT_BRIDGE_ID,
            original,
            match ->
                match.group(1)
                    + "."
                    + match.group(2).replaceAll("(?<![0-9a-f])[0-9a-f](?![0-9a-f])", "0$0"));
    text = replace(MAC, text, match -> mac(match.group()));
    text = replace(BRIDGE_ID, text, match -> match.group(1) + "." + mac(colons(match.group(2))));
    text = replace(LINK_LOCAL, text, match -> name("fe80::IID", match.group()));
    text = PROBE_TIME.matcher(text).replaceAll("time=T ms");
    text = TOTAL_TIME.matcher(text).replaceAll("time T");
    text = STATISTICS.matcher(text).replaceAll("mdev = T");
    text = TIMER.matcher(text).replaceAll("timer T");
    text = QUEUES.matcher(text).replaceAll("num$1xqueues N");
    text = JOB.matcher(text).replaceAll("[$1] PID");
    text = FIRST_PROCESS.matcher(text).replaceAll("");
    text =
        replace(
            NAMESPACE,
            text,
            match ->
                "%s %s %s %s root"
                    .formatted(
                        name("NS", match.group(1)),
                        match.group(2),
                        match.group(3),
                        name("PID", match.group(4))));
    text =
        replace(
            PORT,
            text,
            match -> match.group().equals(keptPort) ? keptPort : name("PORT", match.group()));
    return BLANKS.matcher(text).replaceAll(" ");
  }

  private String mac(String address) {
    return address.equals("00:00:00:00:00:00") || address.equals("ff:ff:ff:ff:ff:ff")
        ? address
        : name("MAC", address);
  }

  private static String colons(String digits) {
    return digits.replaceAll("..(?!$)", "$0:");
  }

  private String name(String kind, String value) {
    return names.computeIfAbsent(kind + value, key -> kind + counts.merge(kind, 1, Integer::sum));
  }

  private static String replace(
      Pattern pattern, String text, java.util.function.Function<MatchResult, String> change) {
    return pattern.matcher(text).replaceAll(match -> Matcher.quoteReplacement(change.apply(match)));
  }
}
