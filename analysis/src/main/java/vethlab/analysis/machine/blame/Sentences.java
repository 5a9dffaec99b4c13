package vethlab.analysis.machine.blame;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vethlab.analysis.machine.question.Participants;
import vethlab.analysis.machine.question.Question;
import vethlab.analysis.machine.way.PacketWay;
import vethlab.analysis.machine.way.Place;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.fib.RouteQuery;
import vethlab.simulator.fib.RouteResult;
import vethlab.simulator.machine.Machine;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.trace.DropReason;
import vethlab.simulator.trace.Ending;
import vethlab.simulator.trace.Origin;

/// Plain English about lost packets.
final class Sentences {

  private final Question question;
  private final Machine machine;

  Sentences(Question question, Machine machine) {
    this.question = question;
    this.machine = machine;
  }

  /// `the echo request to 192.168.5.2`, `the echo reply of netns2`.
  String subject(PacketWay packet) {
    boolean asks = packet.title().equals("echo request") || packet.title().equals("UDP datagram");
    return asks || packet.title().equals("TCP SYN")
        ? "the " + packet.title() + " to " + question.address()
        : "the " + packet.title() + " to " + question.from();
  }

  /// `the ARP request for 192.168.5.2`.
  String solicitation(PacketWay packet, @Nullable String wanted) {
    return "the " + packet.title() + (wanted == null ? "" : " for " + wanted);
  }

  /// The blame for an ending, with what the state of the machine adds to it.
  Blame blame(Ending.Dropped drop, String subject) {
    Trouble trouble = Trouble.behind(drop, question, machine);
    Origin origin = trouble.origin() != null ? trouble.origin() : drop.origin();
    String missing = trouble.missing() != null ? trouble.missing() : drop.missing();
    StringBuilder text = new StringBuilder(capital(subject)).append(' ').append(verb(drop));
    text.append(": ");
    if (trouble.text() != null) {
      text.append(trouble.text());
    } else {
      text.append(drop.reason().meaning());
      if (missing != null) {
        text.append(" (missing: ").append(missing).append(')');
      }
    }
    return new Blame(
        drop.reason(),
        drop.place(),
        origin == null ? Origin.KERNEL : origin,
        missing,
        text.toString());
  }

  private static String verb(Ending.Dropped drop) {
    return switch (drop.reason()) {
      case IP_OUTNOROUTES -> "cannot leave " + drop.place();
      case NOT_ASKED, OTHERHOST -> "is of no interest to " + drop.place();
      default -> "is lost at " + drop.place();
    };
  }

  /// Nobody who could have answered for the next hop's address got the question.
  Blame nobodyThere(PacketWay packet, @Nullable String wanted, @Nullable NetworkNamespace holder) {
    Place at = startOf(packet);
    Origin origin = wayOut(at, wanted);
    String what = capital(subject(packet)) + " waits in vain at " + at + ": ";
    if (holder == null) {
      return new Blame(
          DropReason.NEIGH_FAILED,
          at.toString(),
          origin,
          "a holder of " + wanted,
          what + "nobody has the next hop's address " + wanted);
    }
    return new Blame(
        DropReason.NEIGH_FAILED,
        at.toString(),
        origin,
        "a link to " + holder.name(),
        what
            + "no cables and bridges join it with "
            + holder.name()
            + ", which has the address "
            + wanted);
  }

  /// The line of the route by a next hop, or of the device where the destination is the next hop.
  private Origin wayOut(Place at, @Nullable String wanted) {
    NetworkNamespace namespace = Participants.find(machine, at.namespace());
    NetDevice device = at.deviceIn(machine);
    if (namespace != null
        && !question.address().toString().equals(wanted)
        && route(namespace) instanceof RouteResult.Found found
        && found.route().origin().isKnown()) {
      return found.route().origin();
    }
    return device == null ? Origin.KERNEL : device.origin();
  }

  private RouteResult route(NetworkNamespace namespace) {
    return switch (question.address()) {
      case Ipv4Address ipv4 ->
          namespace.ipv4().fib().lookup(RouteQuery.output(ipv4, Ipv4Address.ANY));
      case Ipv6Address ipv6 ->
          namespace.ipv6().fib().lookup(RouteQuery.output(ipv6, Ipv6Address.ANY));
    };
  }

  /// It arrived, and no answer was made.
  Blame unanswered(PacketWay packet) {
    Ending.Delivered delivery = packet.delivery();
    String where = delivery == null ? question.from() : delivery.place();
    String fate =
        delivery == null
            ? " was still under way when the patience was over"
            : " arrived at " + where + " and was not answered";
    return new Blame(
        DropReason.NOT_SPECIFIED, where, Origin.KERNEL, null, capital(subject(packet)) + fate);
  }

  private static Place startOf(PacketWay packet) {
    String last = "";
    for (var step : packet.steps()) {
      last = step.place();
    }
    return Place.of(last);
  }

  private static String capital(String sentence) {
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }
}
