package vethlab.userland.iproute.link;

import vethlab.simulator.rtnetlink.LinkMessage;
import vethlab.simulator.rtnetlink.Links;
import vethlab.userland.iproute.command.Tool;

/// `ip link set`: changes a device, or all of a group.
public final class LinkSet extends LinkModify {

  public LinkSet() {
    super(false);
  }

  @Override
  void send(Tool tool, LinkMessage message) {
    Links.change(tool.network(), message);
  }
}
