package vethlab.simulator.socket;

import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.Payload;
import vethlab.simulator.time.SimTime;

/// One packet in a socket's receive queue, with what `recvmsg` can tell about it.
///
/// @param data what the socket hands out: the UDP payload; for others the octets behind the IP
///   header
/// @param packet the whole IP packet
/// @param from who sent it; port 0 where the protocol has none
/// @param to the address that it was sent to
/// @param device the index of the device on which it came in
/// @param hops its TTL or hop limit
public record Arrived(
    Bytes data, Payload packet, Endpoint from, IpAddress to, int device, int hops, SimTime time) {}
