package vethlab.simulator.ipv4;

import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.fork.Fork;

/// Marks a packet that is another host's and passes through (`IPSKB_FORWARDED`).
record Forwarded() implements SocketBuffer.Attachment {

  @Override
  public Forwarded fork(Fork fork) {
    return this;
  }
}
