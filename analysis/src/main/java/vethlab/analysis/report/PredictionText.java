package vethlab.analysis.report;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import vethlab.analysis.machine.Leak;
import vethlab.analysis.machine.Notice;
import vethlab.analysis.machine.Prediction;
import vethlab.analysis.machine.Reachability;
import vethlab.analysis.machine.blame.Blame;
import vethlab.analysis.machine.link.Loop;
import vethlab.analysis.machine.question.Service;
import vethlab.simulator.machine.Outcome;
import vethlab.simulator.trace.DropReason;
import vethlab.simulator.trace.Origin;

/// A prediction for people to read.
public final class PredictionText {

  private PredictionText() {}

  public static Document of(Prediction prediction) {
    Document document = new Document();
    if (prediction.namespaces().isEmpty()) {
      document.section("no namespace takes part: the lab made none, and the host has no address");
    } else if (prediction.reachability().isEmpty()) {
      document.section("namespaces: " + String.join(", ", prediction.namespaces()));
    } else {
      document.section("who reaches whom by ping").table(2, ReachabilityMatrix.of(prediction));
    }
    ports(prediction, document);
    blames(prediction, document);
    leaks(prediction, document);
    loops(prediction, document);
    notices(prediction, document);
    broken(prediction, document);
    return document;
  }

  private static void ports(Prediction prediction, Document document) {
    ImmutableList<Reachability> ports =
        prediction.reachability().stream()
            .filter(each -> !(each.question().service() instanceof Service.Echo))
            .collect(ImmutableList.toImmutableList());
    if (!ports.isEmpty()) {
      document
          .section("ports")
          .table(
              2,
              TextTable.left(
                  ports.stream()
                      .map(each ->
                          ImmutableList.of(
                              each.question().from(),
                              "->",
                              each.question().address().toString(),
                              each.question().service().text(),
                              each.answer().text()))
                      .toList()));
    }
  }

  private static void blames(Prediction prediction, Document document) {
    Set<String> homeless = homeless(prediction);
    boolean first = true;
    for (Reachability each : prediction.reachability()) {
      Blame blame = each.blame();
      if (blame == null || homeless.contains(each.question().from())) {
        continue;
      }
      if (first) {
        document.section("why not");
        first = false;
      }
      document.line(2, title(each) + "  " + blame.reason() + " at " + blame.where() + line(blame));
      document.line(6, blame.explanation());
    }
    if (!homeless.isEmpty()) {
      document.section(
          "without an address or a route, and so reaching nobody: " + String.join(", ", homeless));
    }
  }

  /// Those that nobody can ask and that cannot ask: most of them only hold bridges. One line about
  /// them says it all.
  private static Set<String> homeless(Prediction prediction) {
    Set<String> homeless = new LinkedHashSet<>(prediction.namespaces());
    for (Reachability each : prediction.reachability()) {
      homeless.remove(each.question().to());
      if (each.blame() == null || each.blame().reason() != DropReason.IP_OUTNOROUTES) {
        homeless.remove(each.question().from());
      }
    }
    return prediction.reachability().isEmpty() ? Set.of() : homeless;
  }

  private static String title(Reachability each) {
    Service service = each.question().service();
    return each.question().from()
        + " -> "
        + each.question().address()
        + (service instanceof Service.Echo ? "" : " " + service.text());
  }

  private static String line(Blame blame) {
    return blame.origin().isKnown() ? ", " + where(blame.origin()) : "";
  }

  private static String where(Origin origin) {
    return OriginText.of(origin) + ": " + origin.command();
  }

  private static void leaks(Prediction prediction, Document document) {
    if (!prediction.leaks().isEmpty()) {
      document.section("leaks");
      for (Leak leak : prediction.leaks()) {
        document.line(2, "%s, at %s".formatted(leak.explanation(), leak.where()));
      }
    }
  }

  private static void loops(Prediction prediction, Document document) {
    if (!prediction.loops().isEmpty()) {
      document.section("loops");
      for (Loop loop : prediction.loops()) {
        document.line(2, state(loop) + vlans(loop) + ": " + String.join(" ", loop.members()));
        document.line(6, "without " + loop.opener() + origin(loop.origin()) + " it is open");
      }
    }
  }

  private static String state(Loop loop) {
    return switch (loop.state()) {
      case STORM -> "STORM: a broadcast goes round for ever";
      case BROKEN_BY_STP -> "broken by the spanning tree, which closes " + closed(loop);
      case BLOCKED -> "open as long as this does not forward: " + closed(loop);
    };
  }

  private static String closed(Loop loop) {
    return String.join(" ", loop.closed());
  }

  private static String vlans(Loop loop) {
    return loop.vlans().isEmpty()
        ? ""
        : loop.vlans().stream()
            .map(String::valueOf)
            .collect(Collectors.joining(", ", ", VLAN ", ""));
  }

  private static String origin(Origin origin) {
    return origin.isKnown() ? " (" + where(origin) + ")" : "";
  }

  private static void notices(Prediction prediction, Document document) {
    if (!prediction.notices().isEmpty()) {
      document.section("to know");
      for (Notice notice : prediction.notices()) {
        String at = notice.origin().isKnown() ? OriginText.of(notice.origin()) + ": " : "";
        document.line(2, at + notice.text());
      }
    }
  }

  private static void broken(Prediction prediction, Document document) {
    for (Outcome outcome : prediction.broken()) {
      document.section("inconclusive: " + OutcomeText.of(outcome));
    }
  }
}
