package vethlab.cli;

import com.google.common.collect.ImmutableList;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vethlab.analysis.machine.Predictor;
import vethlab.analysis.machine.Reachability;
import vethlab.analysis.machine.question.Answer;
import vethlab.analysis.machine.question.Asked;
import vethlab.analysis.machine.question.Participants;
import vethlab.analysis.machine.question.Question;
import vethlab.analysis.machine.question.Service;
import vethlab.analysis.report.OutcomeText;
import vethlab.analysis.report.TraceText;
import vethlab.analysis.report.TraceView;
import vethlab.simulator.machine.Machine;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.trace.Branch;

/// Follows one question through the machine, hop by hop.
@Command(
    name = "trace",
    description = "Follows a packet through the lab, decision by decision, and its answer back.")
final class TraceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private LabOptions lab = new LabOptions();
  @Mixin private FormatOption output = new FormatOption();

  @Option(names = "--from", required = true, paramLabel = "NAMESPACE", description = "Who sends.")
  private String from = "";

  @Option(
      names = "--to",
      required = true,
      paramLabel = "ADDRESS|NAMESPACE",
      description = "Where to; of a namespace, its first address.")
  private String to = "";

  @Option(
      names = "--proto",
      paramLabel = "icmp|tcp:PORT|udp:PORT",
      description = "What is sent (default: icmp).")
  private String protocol = "icmp";

  @Option(names = "--at-once", description = "Do not wait until all has settled.")
  private boolean atOnce;

  @Override
  public Integer call() {
    Service service = service();
    try (Session session = Session.play(lab.load(), lab.seed())) {
      Machine machine = session.machine();
      Predictor predictor = new Predictor(machine);
      if (!atOnce) {
        predictor.settle();
      }
      if (machine.broken() != null) {
        spec.commandLine().getErr().println("vethlab: " + OutcomeText.of(machine.broken()));
        return ExitCode.INCONCLUSIVE;
      }
      Asked asked = predictor.ask(question(machine, service));
      print(session, predictor.reachability(asked), traces(asked));
      return asked.answer() == Answer.UNKNOWN ? ExitCode.INCONCLUSIVE : ExitCode.OK;
    }
  }

  private Service service() {
    try {
      return Service.parse(protocol);
    } catch (IllegalArgumentException wrong) {
      throw new UsageException("--proto: " + wrong.getMessage());
    }
  }

  private Question question(Machine machine, Service service) {
    if (Participants.find(machine, from) == null) {
      throw noNamespace(machine, "--from", from);
    }
    NetworkNamespace target = Participants.find(machine, to);
    if (target != null) {
      return Participants.addresses(target).stream()
          .findFirst()
          .map(address -> new Question(from, to, address, service))
          .orElseThrow(() -> new UsageException("--to: " + to + " has no address"));
    }
    IpAddress address = address();
    if (address == null) {
      throw noNamespace(machine, "--to", to);
    }
    NetworkNamespace holder = Participants.holder(machine, address);
    return new Question(from, holder == null ? "" : holder.name(), address, service);
  }

  private @Nullable IpAddress address() {
    try {
      return IpAddress.parse(to);
    } catch (IllegalArgumentException noAddress) {
      return null;
    }
  }

  private static UsageException noNamespace(Machine machine, String option, String name) {
    String known =
        machine.namespaces().all().stream()
            .map(NetworkNamespace::name)
            .collect(Collectors.joining(", "));
    return new UsageException(
        option
            + ": there is no namespace '"
            + name
            + "' at the end of the lab; there are "
            + known);
  }

  /// The packets that the question started, without what happened beside it.
  private static ImmutableList<Branch> traces(Asked asked) {
    Branch request = asked.request();
    return request == null ? ImmutableList.of() : ImmutableList.of(request);
  }

  private void print(Session session, Reachability result, ImmutableList<Branch> traces) {
    PrintWriter out = spec.commandLine().getOut();
    switch (output.format) {
      case TEXT -> {
        out.print(TraceText.of(result, traces).text());
        out.flush();
      }
      case JSON -> Json.print(out, TraceView.of(session.input().given(), result, traces));
    }
  }
}
