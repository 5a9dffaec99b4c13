package vethlab.simulator.ipv6;

import java.time.Duration;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.neighbour.NeighbourParameter;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.Icmpv6Message;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.Ipv6Packet;
import vethlab.simulator.time.Event;
import vethlab.simulator.time.Ticks;

/// Finds out whether someone else has an address before it is used (RFC 4862, 5.4, RFC 7527;
/// `addrconf_dad_*` in `net/ipv6/addrconf.c`).
///
/// On a link that is ready: a random wait of up to `router_solicitation_delay`, then
/// `dad_transmits` questions, `retrans_time` apart, and one such wait after the last. Without a
/// link the address stays tentative until there is one.
final class DuplicateAddressDetection implements Forkable {

  /// The kernel never asks more often than this (`HZ/100`).
  private static final long LEAST_TICKS = Ticks.PER_SECOND / 100;

  private record Due(DuplicateAddressDetection detection, Ipv6InterfaceAddress address)
      implements Event {

    @Override
    public void happen() {
      address.detectionTimer = null;
      detection.due(address);
    }

    @Override
    public Event fork(Fork fork) {
      return new Due(fork.of(detection), fork.of(address));
    }
  }

  private final Ipv6Stack stack;

  DuplicateAddressDetection(Ipv6Stack stack) {
    this.stack = stack;
  }

  private DuplicateAddressDetection(DuplicateAddressDetection original, Fork fork) {
    fork.enter(original, this);
    this.stack = fork.of(original.stack);
  }

  @Override
  public DuplicateAddressDetection fork(Fork fork) {
    return new DuplicateAddressDetection(this, fork);
  }

  /// Starts for a new address; what follows happens once the kernel has time
  /// (`addrconf_dad_start`).
  void start(Ipv6InterfaceAddress address) {
    if (address.detection != Ipv6InterfaceAddress.Detection.DEAD) {
      address.detection = Ipv6InterfaceAddress.Detection.BEFORE;
      schedule(address, 0);
    }
  }

  /// The link has become ready: goes on with the addresses that wait for it (`addrconf_dad_run`).
  void linkReady(Ipv6Device owner) {
    for (Ipv6InterfaceAddress address : owner.addresses()) {
      if (address.is(AddressFlag.TENTATIVE)
          && address.detection == Ipv6InterfaceAddress.Detection.UNDER_WAY) {
        kick(address);
      }
    }
  }

  /// The device's need for neighbour discovery changed: all addresses are looked at again
  /// (`addrconf_dad_run` with restart).
  void restart(Ipv6Device owner) {
    for (Ipv6InterfaceAddress address : owner.addresses()) {
      address.detection = Ipv6InterfaceAddress.Detection.BEFORE;
      kick(address);
    }
  }

  /// Someone else has the address (`addrconf_dad_failure`).
  void failed(Ipv6InterfaceAddress address) {
    if (address.detection == Ipv6InterfaceAddress.Detection.UNDER_WAY) {
      address.detection = Ipv6InterfaceAddress.Detection.FAILED;
      schedule(address, 0);
    }
  }

  /// `addrconf_dad_work`.
  private void due(Ipv6InterfaceAddress address) {
    switch (address.detection) {
      case BEFORE -> {
        address.detection = Ipv6InterfaceAddress.Detection.UNDER_WAY;
        begin(address);
      }
      case FAILED -> {
        address.detection = Ipv6InterfaceAddress.Detection.DONE;
        giveUp(address);
      }
      case UNDER_WAY, DONE -> proceed(address);
      case DEAD -> {}
    }
  }

  /// `addrconf_dad_begin`.
  private void begin(Ipv6InterfaceAddress address) {
    Ipv6Device owner = address.owner();
    stack.configuration().joinSolicitedNode(owner, address.address());
    if (!isNeeded(address)) {
      succeed(address);
    } else if (!owner.isReady()) {
      notStarted(address);
    } else {
      kick(address);
    }
  }

  private static boolean isNeeded(Ipv6InterfaceAddress address) {
    Ipv6Device owner = address.owner();
    boolean off =
        owner.all().get(DeviceSetting.ACCEPT_DAD) < 1
            && owner.setting(DeviceSetting.ACCEPT_DAD) < 1;
    return !off
        && !owner.device().flags().isNoArp()
        && !owner.device().flags().isLoopback()
        && address.is(AddressFlag.TENTATIVE)
        && !address.is(AddressFlag.NODAD);
  }

  /// Without a link the address waits (`addrconf_dad_stop`).
  private static void notStarted(Ipv6InterfaceAddress address) {
    address.cancelDetection();
    address.set(AddressFlag.TENTATIVE);
  }

  /// `addrconf_dad_kick`.
  private void kick(Ipv6InterfaceAddress address) {
    Ipv6Device owner = address.owner();
    long longest =
        Math.max(1, Ticks.ofSeconds(owner.setting(DeviceSetting.ROUTER_SOLICITATION_DELAY)));
    long wait = random(owner, longest);
    address.nonce = 0;
    if (owner.is(DeviceSetting.ENHANCED_DAD) || owner.all().is(DeviceSetting.ENHANCED_DAD)) {
      address.nonce = 1 + random(owner, (1L << 48) - 1);
    }
    address.probes = (int) owner.setting(DeviceSetting.DAD_TRANSMITS);
    schedule(address, wait);
  }

  private void proceed(Ipv6InterfaceAddress address) {
    Ipv6Device owner = address.owner();
    if (address.probes == 0) {
      if (address.detection != Ipv6InterfaceAddress.Detection.UNDER_WAY) {
        return;
      }
      address.detection = Ipv6InterfaceAddress.Detection.DONE;
    }
    if (owner.isDead() || !owner.isReady()) {
      return;
    }
    if (address.probes == 0) {
      succeed(address);
      return;
    }
    address.probes--;
    long retransmission =
        stack.neighbours().parameters(owner.device()).get(NeighbourParameter.RETRANS_TIME);
    schedule(address, Math.max(Ticks.ofMillis(retransmission), LEAST_TICKS));
    Bytes nonce = address.nonce == 0 ? null : nonce(address.nonce);
    Ipv6Address target = address.address();
    stack
        .output()
        .sendOnLink(
            owner.device(),
            Ipv6Packet.of(
                Ipv6Address.ANY,
                target.solicitedNode(),
                255,
                new Icmpv6Message.NeighbourSolicitation(target, null, nonce)),
            "duplicate address detection");
  }

  private void succeed(Ipv6InterfaceAddress address) {
    boolean wasTentative = address.is(AddressFlag.TENTATIVE);
    address.clear(AddressFlag.TENTATIVE);
    address.clear(AddressFlag.OPTIMISTIC);
    address.clear(AddressFlag.DADFAILED);
    completed(address, wasTentative);
  }

  /// `addrconf_dad_completed`.
  private void completed(Ipv6InterfaceAddress address, boolean announce) {
    Ipv6Device owner = address.owner();
    address.cancelDetection();
    stack.configuration().becameUsable(address);
    boolean first = address.address().isLinkLocal() && isOnlyLinkLocal(address);
    boolean solicit = first && owner.solicitor().isWilling();
    if (first) {
      owner.multicast().linkLocalUsable();
    }
    if (announce
        && (owner.is(DeviceSetting.NDISC_NOTIFY) || owner.all().is(DeviceSetting.NDISC_NOTIFY))) {
      stack.discovery().announce(address);
    }
    if (solicit) {
      owner.solicitor().start();
    }
  }

  /// `ipv6_lonely_lladdr`.
  private static boolean isOnlyLinkLocal(Ipv6InterfaceAddress address) {
    return address.owner().addresses().stream()
        .noneMatch(other ->
            other != address
                && other.address().isLinkLocal()
                && other.is(AddressFlag.PERMANENT)
                && !other.is(AddressFlag.TENTATIVE)
                && !other.is(AddressFlag.DADFAILED));
  }

  private void giveUp(Ipv6InterfaceAddress address) {
    Ipv6Device owner = address.owner();
    boolean strict =
        owner.all().get(DeviceSetting.ACCEPT_DAD) > 1
            || owner.setting(DeviceSetting.ACCEPT_DAD) > 1;
    boolean disable =
        strict
            && !owner.isDisabled()
            && address.address().equals(Ipv6Address.linkLocalOf(owner.device().address()));
    if (disable) {
      owner.settings().set(DeviceSetting.DISABLE_IPV6, 1);
    }
    address.set(AddressFlag.DADFAILED);
    if (address.is(AddressFlag.PERMANENT)) {
      address.cancelDetection();
      address.set(AddressFlag.TENTATIVE);
    } else {
      stack.configuration().remove(address);
    }
    if (disable) {
      stack.configuration().down(owner.device(), false);
    }
  }

  private void schedule(Ipv6InterfaceAddress address, long ticks) {
    address.cancelDetection();
    Duration delay = Ticks.duration(ticks);
    address.detectionTimer =
        address.device().core().timeline().schedule(delay, new Due(this, address));
  }

  private static long random(Ipv6Device owner, long bound) {
    return owner.device().core().randomness().below(bound);
  }

  /// The octets that stand for a nonce on the wire.
  static Bytes nonce(long value) {
    byte[] octets = new byte[6];
    for (int i = 0; i < 6; i++) {
      octets[i] = (byte) (value >>> (8 * i));
    }
    return Bytes.of(octets);
  }
}
