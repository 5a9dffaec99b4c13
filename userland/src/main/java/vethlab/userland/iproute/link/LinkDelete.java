package vethlab.userland.iproute.link;

import vethlab.simulator.rtnetlink.LinkMessage;
import vethlab.simulator.rtnetlink.Links;
import vethlab.userland.iproute.command.Tool;

/// `ip link delete`: takes a device away, or all of a group.
public final class LinkDelete extends LinkModify {

  public LinkDelete() {
    super(false);
  }

  @Override
  void send(Tool tool, LinkMessage message) {
    Links.delete(tool.network(), message);
  }
}
