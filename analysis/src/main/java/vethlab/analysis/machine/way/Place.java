package vethlab.analysis.machine.way;

import org.jspecify.annotations.Nullable;
import vethlab.analysis.machine.question.Participants;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.machine.Machine;
import vethlab.simulator.namespace.NetworkNamespace;

/// Where something happened, as traces name it: `netns1`, `netns1/veth11`, `netns3/brx/veth13`.
///
/// @param namespace the name before the first slash
/// @param device the name behind the last slash; empty for the namespace as a whole
public record Place(String namespace, String device) {

  /// Reads a place of a trace.
  public static Place of(String text) {
    int first = text.indexOf('/');
    return first < 0
        ? new Place(text, "")
        : new Place(text.substring(0, first), text.substring(text.lastIndexOf('/') + 1));
  }

  /// The device there, or null if there is none by that name.
  public @Nullable NetDevice deviceIn(Machine machine) {
    NetworkNamespace found = Participants.find(machine, namespace);
    return found == null ? null : found.devices().find(device);
  }

  /// Without the bridge between namespace and port.
  @Override
  public String toString() {
    return device.isEmpty() ? namespace : namespace + "/" + device;
  }
}
