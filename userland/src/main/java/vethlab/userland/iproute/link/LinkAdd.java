package vethlab.userland.iproute.link;

import vethlab.simulator.rtnetlink.LinkMessage;
import vethlab.simulator.rtnetlink.Links;
import vethlab.userland.iproute.command.Tool;

/// `ip link add`: makes a device.
public final class LinkAdd extends LinkModify {

  public LinkAdd() {
    super(true);
  }

  @Override
  void send(Tool tool, LinkMessage message) {
    Links.create(tool.network(), message);
  }
}
