/// Taps, and pcap and pcapng files written and read.
@NullMarked
package vethlab.simulator.capture;

import org.jspecify.annotations.NullMarked;
