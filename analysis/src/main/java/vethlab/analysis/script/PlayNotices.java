package vethlab.analysis.script;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import vethlab.analysis.machine.Notice;
import vethlab.simulator.trace.Origin;
import vethlab.userland.stage.Finish;
import vethlab.userland.stage.Performance;
import vethlab.userland.stage.Shown;

/// What somebody who does not see a lab's output should know of its play: commands that failed,
/// what the stage did on its own, and whether it waits for ever.
public final class PlayNotices {

  private static final int MOST_COMPLAINTS = 20;

  /// How the shell and the tools complain.
  private static final Pattern COMPLAINT =
      Pattern.compile(
          ".*: command not found"
              + "|.*: line [0-9]+: .*"
              + "|RTNETLINK answers: .*"
              + "|Error: .*"
              + "|(?:Cannot|can't|Can't|Failed to) .*"
              + "|\"[^\"]*\" is .*"
              + "|(?:Device|Object|Command|Option) \".*"
              + "|(?:bash|ip|bridge|brctl|nsenter|unshare|sysctl|nc|arping|ifconfig|route|arp): .*"
              + "|.* (?:does not|doesn't) exist.*");

  /// The place that the shell names, which is the notice's own.
  private static final Pattern PLACE = Pattern.compile("^.*: line [0-9]+: ");

  private PlayNotices() {}

  public static ImmutableList<Notice> of(Performance played) {
    ImmutableList.Builder<Notice> notices = ImmutableList.builder();
    for (Performance.Warning warning : played.warnings()) {
      notices.add(new Notice(at(played, warning.line()), warning.text()));
    }
    notices.addAll(complaints(played));
    if (played.finish() instanceof Finish.Stuck stuck) {
      notices.add(
          new Notice(
              stuck.origin(),
              "'"
                  + stuck.what()
                  + "' waits for something that never comes: the lab goes no further"));
    }
    return notices.build();
  }

  private static Set<Notice> complaints(Performance played) {
    Set<Notice> complaints = new LinkedHashSet<>();
    for (Shown shown : played.transcript().pieces()) {
      for (String line : shown.text().lines().toList()) {
        if (complaints.size() < MOST_COMPLAINTS && COMPLAINT.matcher(line).matches()) {
          String said = PLACE.matcher(line).replaceFirst("").strip();
          complaints.add(new Notice(at(played, shown.line()), said));
        }
      }
    }
    return complaints;
  }

  private static Origin at(Performance played, int line) {
    return line > 0 ? Origin.of(played.lab().name(), line, "") : Origin.KERNEL;
  }
}
