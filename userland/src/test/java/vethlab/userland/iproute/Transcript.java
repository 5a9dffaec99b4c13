package vethlab.userland.iproute;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;

/// What a real machine (Linux 6.1 with the tools of Debian 12) answered to a list of commands.
///
/// A command stands behind `$ `; its standard error follows, each line behind `2> `, then its
/// standard output, then `[exit N]`. Lines with `#` in front are remarks.
public final class Transcript {

  private static final Pattern MAC = Pattern.compile("\\b([0-9a-f]{2}:){5}[0-9a-f]{2}\\b");
  private static final Pattern SHORT_MAC =
      Pattern.compile("\\b([0-9a-f]{1,2}:){5}[0-9a-f]{1,2}\\b");
  private static final Pattern LINK_LOCAL = Pattern.compile("\\bfe80::[0-9a-f:]+");

  /// One command and its answer.
  record Entry(String command, String answer) {}

  private final List<Entry> entries = new ArrayList<>();
  private final Set<String> given = new HashSet<>();
  private final Map<String, String> names = new HashMap<>();

  private Transcript() {}

  /// Has a machine carry out the commands of a resource and compares its answers.
  ///
  /// @param seed of the machine, for the message
  public static void check(String name, TestHost host, long seed) {
    List<Entry> recorded = read(name);
    List<Entry> expected = withoutChance(recorded);
    List<Entry> answers = withoutChance(replay(recorded, host));
    SoftAssertions together = new SoftAssertions();
    for (int i = 0; i < expected.size(); i++) {
      together
          .assertThat(answers.get(i).answer())
          .as("%s (seed %s, command %s)", expected.get(i).command(), seed, i + 1)
          .isEqualTo(expected.get(i).answer());
    }
    together.assertAll();
  }

  /// Reads a resource.
  static List<Entry> read(String name) {
    try (InputStream text = Transcript.class.getResourceAsStream(name)) {
      if (text == null) {
        throw new IllegalStateException("no transcript " + name);
      }
      return parse(new String(text.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static List<Entry> parse(String text) {
    List<Entry> entries = new ArrayList<>();
    String command = "";
    StringBuilder answer = new StringBuilder();
    for (String line : text.lines().toList()) {
      if (line.startsWith("$ ")) {
        command = line.substring(2);
        answer.setLength(0);
      } else if (line.startsWith("[exit ")) {
        entries.add(new Entry(command, answer + line));
        command = "";
      } else if (!command.isEmpty()) {
        answer.append(line).append('\n');
      }
    }
    return entries;
  }

  /// What our machine answers to the same commands, in the same form.
  static List<Entry> replay(List<Entry> expected, TestHost host) {
    List<Entry> answers = new ArrayList<>();
    for (Entry each : expected) {
      TestHost.Result result = host.run(each.command());
      StringBuilder answer = new StringBuilder();
      result.errors().lines().forEach(line -> answer.append("2> ").append(line).append('\n'));
      answer.append(result.output());
      if (!result.output().isEmpty() && !result.output().endsWith("\n")) {
        answer.append("\n<no newline at end>\n");
      }
      answer.append("[exit ").append(result.status()).append(']');
      if (!result.refused().isEmpty()) {
        answer.append(" not modelled: ").append(result.refused());
      }
      answers.add(new Entry(each.command(), answer.toString()));
    }
    return answers;
  }

  /// The same with random addresses replaced by names in order of appearance.
  static List<Entry> withoutChance(List<Entry> entries) {
    Transcript transcript = new Transcript();
    for (Entry each : entries) {
      Matcher macs = MAC.matcher(each.command());
      while (macs.find()) {
        transcript.given.add(macs.group());
      }
    }
    for (Entry each : entries) {
      transcript.entries.add(new Entry(each.command(), transcript.rename(each.answer())));
    }
    return transcript.entries;
  }

  private String rename(String text) {
    String named = MAC.matcher(text).replaceAll(mac -> name(mac.group()));
    named = SHORT_MAC.matcher(named).replaceAll("MAC");
    return LINK_LOCAL.matcher(named).replaceAll("fe80::X");
  }

  private String name(String mac) {
    boolean known =
        given.contains(mac)
            || mac.equals("00:00:00:00:00:00")
            || mac.equals("ff:ff:ff:ff:ff:ff")
            || mac.startsWith("01:")
            || mac.startsWith("33:33:");
    return known ? mac.replace(':', '-') : names.computeIfAbsent(mac, m -> "MAC" + names.size());
  }
}
