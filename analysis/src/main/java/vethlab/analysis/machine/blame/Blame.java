package vethlab.analysis.machine.blame;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.trace.DropReason;
import vethlab.simulator.trace.Origin;

/// Why one namespace does not reach another.
///
/// @param reason why the packet that decided went no further
/// @param where it ended, as traces name places
/// @param origin the script line that made it so, or of the object that lacks what is missing;
///   [Origin#KERNEL] if there is none
/// @param missing what would have let it pass, or null
/// @param explanation one sentence in plain English
public record Blame(
    DropReason reason, String where, Origin origin, @Nullable String missing, String explanation) {}
