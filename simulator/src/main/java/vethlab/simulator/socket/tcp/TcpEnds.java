package vethlab.simulator.socket.tcp;

import vethlab.simulator.socket.Endpoint;

/// The two ends of a connection, seen from here.
///
/// @param device the index of the device that it is bound to, 0 for any
record TcpEnds(Endpoint local, Endpoint remote, int device) {}
