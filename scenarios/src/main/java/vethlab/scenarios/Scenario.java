package vethlab.scenarios;

import com.google.common.collect.ImmutableList;
import vethlab.simulator.profile.HostProfile;
import vethlab.userland.stage.Lab;

/// A lab and what is said about it: where it comes from, what must hold, what may differ.
///
/// @param name the folder's name, with that of its group: `experiments/2-bridge`
/// @param source where the lab comes from
/// @param host what the root namespace looks like before
/// @param probes in the order in which they are played, on one machine
/// @param differences what differs from the source, with reasons
public record Scenario(
    String name,
    String title,
    String source,
    Lab lab,
    HostProfile host,
    ImmutableList<Probe> probes,
    ImmutableList<Expectation> expectations,
    ImmutableList<Difference> differences) {}
