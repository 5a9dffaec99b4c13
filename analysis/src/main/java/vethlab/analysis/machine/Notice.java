package vethlab.analysis.machine;

import vethlab.simulator.trace.Origin;

/// Something that somebody who reads the answers should know.
///
/// @param origin the script line that it is about; [Origin#KERNEL] if it is about none
/// @param text one sentence
public record Notice(Origin origin, String text) {}
