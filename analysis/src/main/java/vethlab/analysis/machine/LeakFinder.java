package vethlab.analysis.machine;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vethlab.analysis.machine.question.Answer;
import vethlab.analysis.machine.question.Asked;
import vethlab.analysis.machine.question.Participants;
import vethlab.analysis.machine.question.Question;
import vethlab.analysis.machine.question.Service;
import vethlab.analysis.machine.way.PacketWay;
import vethlab.analysis.machine.way.Place;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.machine.Machine;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.trace.Branch;
import vethlab.simulator.trace.DeviceStep;
import vethlab.simulator.trace.Origin;
import vethlab.simulator.trace.Step;

/// Finds, among what was sent while echoes were asked for, the frames that others got to see.
///
/// A broadcast that reaches its own group is no leak: only one that reaches somebody whom the
/// sender does not reach by any address.
final class LeakFinder {

  private record Key(String from, String to, String where, Leak.Kind kind) {}

  private final Map<Key, Leak> seen = new LinkedHashMap<>();

  /// Looks through what one question caused.
  void look(Asked asked) {
    Branch request = asked.request();
    if (request != null && asked.question().service() instanceof Service.Echo) {
      look(new PacketWay(request), asked);
    }
  }

  private void look(PacketWay packet, Asked asked) {
    for (Branch copy : packet.copies()) {
      DeviceStep.Received arrival = arrival(copy);
      if (arrival != null) {
        arrived(packet, arrival, asked);
      }
    }
    packet.consequences().forEach(other -> look(other, asked));
  }

  /// The last device that a copy came in at.
  private static DeviceStep.@Nullable Received arrival(Branch copy) {
    DeviceStep.Received last = null;
    for (Branch.Entry entry : copy.entries()) {
      if (entry instanceof Branch.Taken(var time, Step step)
          && step instanceof DeviceStep.Received received) {
        last = received;
      }
    }
    return last;
  }

  private void arrived(PacketWay packet, DeviceStep.Received arrival, Asked asked) {
    Question question = asked.question();
    Place place = Place.of(arrival.place());
    String seenBy = place.namespace();
    NetDevice device = place.deviceIn(asked.machine());
    if (device == null
        || seenBy.equals(question.from())
        || seenBy.equals(question.to())
        || !isHost(asked.machine(), seenBy)
        || device.master() != null
        || !packet.isFlooded()) {
      return;
    }
    if (!arrival.frame().destination().isMulticast()) {
      if (!arrival.frame().destination().equals(device.address())) {
        add(packet, question, Leak.Kind.UNICAST, device, "floods, because it knows no port for it");
      }
    } else if (asked.answer() != Answer.UNKNOWN) {
      add(packet, question, Leak.Kind.BROADCAST, device, "hands to all of its ports");
    }
  }

  /// Whether a namespace is more than the place of a bridge: it has addresses of its own.
  private static boolean isHost(Machine machine, String name) {
    NetworkNamespace namespace = Participants.find(machine, name);
    return namespace != null && !Participants.addresses(namespace).isEmpty();
  }

  private void add(
      PacketWay packet, Question question, Leak.Kind kind, NetDevice device, String why) {
    Place place = Place.of(device.place());
    Origin origin = device.origin();
    String text =
        "%s sees the %s of %s to %s, which a bridge %s"
            .formatted(place.namespace(), packet.title(), question.from(), question.to(), why);
    seen.putIfAbsent(
        new Key(question.from(), question.to(), device.place(), kind),
        new Leak(
            question.from(),
            question.to(),
            place.namespace(),
            device.place(),
            kind,
            packet.title(),
            origin,
            text));
  }

  /// What was found.
  ///
  /// @param reached the pairs of names of whom the first reaches the second
  ImmutableList<Leak> leaks(Set<List<String>> reached) {
    return seen.values().stream()
        .filter(leak ->
            switch (leak.kind()) {
              case UNICAST -> true;
              case BROADCAST -> !reached.contains(List.of(leak.from(), leak.seenBy()));
            })
        .collect(ImmutableList.toImmutableList());
  }
}
