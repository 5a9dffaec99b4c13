package vethlab.scenarios;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.profile.HostProfile;
import vethlab.userland.stage.Lab;

/// What a user has given to be played: a lab, and the scenario that it belongs to if it is one.
///
/// @param given the path as the user wrote it
/// @param host what the root namespace looks like before
public record LabInput(String given, Lab lab, HostProfile host, @Nullable Scenario scenario) {

  public LabInput withLab(Lab other) {
    return new LabInput(given, other, host, scenario);
  }

  public LabInput withHost(HostProfile other) {
    return new LabInput(given, lab, other, scenario);
  }
}
