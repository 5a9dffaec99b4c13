package vethlab.simulator.trace;

import vethlab.simulator.packet.MacAddress;

/// What a bridge decided.
public sealed interface BridgeStep extends Step {

  /// The source address was learned at, or moved to, a port (`br_fdb_update`).
  record Learned(String place, MacAddress address, int vid, String port, boolean moved)
      implements BridgeStep {

    @Override
    public String text() {
      return (moved ? "station moved: " : "learned: ") + address + inVlan(vid) + " is at " + port;
    }
  }

  /// The destination was looked up (`br_fdb_find_rcu`).
  ///
  /// @param found the port, `the bridge itself`, or `none`: flood
  record Found(String place, MacAddress address, int vid, String found) implements BridgeStep {

    @Override
    public String text() {
      return "destination " + address + inVlan(vid) + ": " + found;
    }
  }

  /// A copy goes to every port that may have it (`br_flood`).
  record Flooded(String place, String kind) implements BridgeStep {

    @Override
    public String text() {
      return "flood (" + kind + ")";
    }
  }

  /// The frame leaves by a port (`__br_forward`).
  record Forwarded(String place, String port) implements BridgeStep {

    @Override
    public String text() {
      return "forwarded to " + port;
    }
  }

  /// The frame goes up to the bridge's own host (`br_pass_frame_up`).
  record PassedUp(String place) implements BridgeStep {

    @Override
    public String text() {
      return "passed up to the host of the bridge";
    }
  }

  /// The source address is one of the host's own (`br_fdb_update`): a loop, or a copied address.
  record OwnAddress(String place, MacAddress address) implements BridgeStep {

    @Override
    public String text() {
      return "own address " + address + " as source";
    }
  }

  /// Frames for this link-local group are not bridged: only the host of the port gets it
  /// (`br_handle_frame`).
  record KeptForHost(String place, MacAddress group) implements BridgeStep {

    @Override
    public String text() {
      return "link-local group " + group + ": for this host only";
    }
  }

  private static String inVlan(int vid) {
    return vid == 0 ? "" : " in VLAN " + vid;
  }
}
