package vethlab.analysis.machine.blame;

import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.analysis.machine.link.LinkGraph;
import vethlab.analysis.machine.question.Asked;
import vethlab.analysis.machine.question.Participants;
import vethlab.analysis.machine.question.Question;
import vethlab.analysis.machine.way.PacketWay;
import vethlab.analysis.machine.way.Place;
import vethlab.simulator.machine.Machine;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.trace.Branch;
import vethlab.simulator.trace.DropReason;
import vethlab.simulator.trace.Ending;
import vethlab.simulator.trace.NeighbourStep;
import vethlab.simulator.trace.Origin;

/// Finds in the trace of a question the one ending that decided that there was no answer.
///
/// A flooded frame ends in many places. The one that counts lies nearest to where the frame had to
/// go, counted in cables and ports.
public final class BlameFinder {

  private static final List<String> SOLICITATIONS =
      List.of("ARP request", "neighbour solicitation");

  private final Question question;
  private final Asked asked;
  private final Machine machine;
  private final LinkGraph graph;
  private final Sentences sentences;

  private BlameFinder(Asked asked, LinkGraph graph) {
    this.question = asked.question();
    this.asked = asked;
    this.machine = asked.machine();
    this.graph = graph;
    this.sentences = new Sentences(question, machine);
  }

  /// The blame for a question that was answered with no.
  ///
  /// @param graph of the machine that was asked
  public static Blame find(Asked asked, LinkGraph graph) {
    return new BlameFinder(asked, graph).find();
  }

  private Blame find() {
    Branch request = asked.request();
    if (request == null) {
      return unsent();
    }
    return decide(new PacketWay(request), devicesOf(question.to()), devicesOf(question.from()));
  }

  /// The program saw from the routes alone that it could send nothing.
  private Blame unsent() {
    NetworkNamespace from = Participants.find(machine, question.from());
    Ending.Dropped refused = from == null ? null : Unsent.refusal(from, question.address());
    if (refused == null) {
      String nothing = "nothing was sent from " + question.from();
      return new Blame(DropReason.NOT_SPECIFIED, question.from(), Origin.KERNEL, null, nothing);
    }
    return blame(refused, "a packet to " + question.address());
  }

  /// What became of a packet that nobody answered.
  ///
  /// @param goal the devices that it had to reach
  /// @param home those that its answer had to reach
  private Blame decide(PacketWay packet, List<String> goal, List<String> home) {
    ImmutableList<PacketWay> others = packet.consequences();
    for (PacketWay other : others) {
      if (isAnswer(other) && !other.isDelivered()) {
        return decide(other, home, goal);
      }
    }
    if (!packet.isDelivered()) {
      for (PacketWay other : others.reverse()) {
        if (isSolicitation(other) && !isResolved(other)) {
          return unresolved(packet, other, home);
        }
      }
    }
    Ending.Dropped nearest = nearest(packet, goal, true);
    return nearest != null
        ? blame(nearest, sentences.subject(packet))
        : sentences.unanswered(packet);
  }

  private static boolean isSolicitation(PacketWay packet) {
    return SOLICITATIONS.contains(packet.title());
  }

  private static boolean isAnswer(PacketWay packet) {
    return !isSolicitation(packet) && !packet.title().startsWith("ICMP");
  }

  private static boolean isResolved(PacketWay solicitation) {
    return solicitation.consequences().stream()
        .anyMatch(answer -> isAnswer(answer) && answer.isDelivered());
  }

  /// The next hop's link address stayed unknown.
  private Blame unresolved(PacketWay packet, PacketWay solicitation, List<String> home) {
    String wanted = waitsFor(packet);
    NetworkNamespace holder =
        wanted == null ? null : Participants.holder(machine, IpAddress.parse(wanted));
    String subject = sentences.solicitation(solicitation, wanted);
    for (PacketWay answer : solicitation.consequences()) {
      if (isAnswer(answer) && !answer.isDelivered()) {
        return decide(answer, home, holder == null ? List.of() : LinkGraph.devices(holder));
      }
    }
    Ending.Dropped own = onlyDrop(solicitation);
    if (own != null) {
      return blame(own, subject);
    }
    if (holder != null) {
      Ending.Dropped nearest = nearest(solicitation, LinkGraph.devices(holder), false);
      if (nearest != null) {
        return blame(nearest, subject);
      }
    }
    return sentences.nobodyThere(packet, wanted, holder);
  }

  /// The address whose holder a packet waits for, or null if it does not wait.
  private static @Nullable String waitsFor(PacketWay packet) {
    return packet.steps().stream()
        .filter(NeighbourStep.Queued.class::isInstance)
        .map(step -> ((NeighbourStep.Queued) step).address())
        .findFirst()
        .orElse(null);
  }

  /// The one ending of a packet that got no further than its own device.
  private static Ending.@Nullable Dropped onlyDrop(PacketWay packet) {
    ImmutableList<Ending.Dropped> drops = packet.drops();
    return drops.size() == 1 && packet.copies().size() == 1 && isOnTheWay(drops.getFirst())
        ? drops.getFirst()
        : null;
  }

  /// Whether the frame was lost, and not merely of no interest to who got it.
  private static boolean isOnTheWay(Ending.Dropped drop) {
    return drop.reason() != DropReason.NOT_ASKED && drop.reason() != DropReason.OTHERHOST;
  }

  private Ending.@Nullable Dropped nearest(PacketWay packet, List<String> goal, boolean routed) {
    ImmutableList<Ending.Dropped> drops = packet.drops();
    if (drops.size() == 1) {
      Ending.Dropped only = drops.getFirst();
      if (routed || distance(only, goal, false) < Integer.MAX_VALUE) {
        return only;
      }
    }
    return drops.stream()
        .filter(drop -> distance(drop, goal, routed) < Integer.MAX_VALUE)
        .min(Comparator.comparingInt(drop -> distance(drop, goal, routed)))
        .orElse(null);
  }

  private int distance(Ending.Dropped drop, List<String> goal, boolean routed) {
    return graph
        .distance(Place.of(drop.place()).toString(), goal, routed)
        .orElse(Integer.MAX_VALUE);
  }

  private Blame blame(Ending.Dropped drop, String subject) {
    return sentences.blame(drop, subject);
  }

  private ImmutableList<String> devicesOf(String namespace) {
    NetworkNamespace found = Participants.find(machine, namespace);
    return found == null ? ImmutableList.of() : LinkGraph.devices(found);
  }
}
