package vethlab.simulator.ipv4;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetCore;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.time.Event;
import vethlab.simulator.time.SimTime;
import vethlab.simulator.time.Timer;

/// Adds addresses to devices and takes them away, with the routes that go with them (`devinet.c`).
final class InterfaceAddresses implements Forkable {

  private record Held(NetDevice device, Ipv4Address local) {}

  private final Ipv4Stack stack;
  private final AddressRoutes routes;

  /// The newest first, as `inet_addr_lst` has them.
  private final List<Held> held = new ArrayList<>();

  private @Nullable Timer lifetimes;

  /// Time to look whether an address has lived long enough.
  record LifetimeCheck(InterfaceAddresses addresses) implements Event {

    @Override
    public void happen() {
      addresses.checkLifetimes();
    }

    @Override
    public Event fork(Fork fork) {
      return new LifetimeCheck(fork.of(addresses));
    }
  }

  InterfaceAddresses(Ipv4Stack stack) {
    this.stack = stack;
    this.routes = new AddressRoutes(stack);
  }

  private InterfaceAddresses(InterfaceAddresses original, Fork fork) {
    fork.enter(original, this);
    this.stack = fork.of(original.stack);
    this.routes = new AddressRoutes(stack);
    this.lifetimes = fork.ofNullable(original.lifetimes);
    original.held.forEach(each -> held.add(new Held(fork.of(each.device()), each.local())));
  }

  @Override
  public InterfaceAddresses fork(Fork fork) {
    return new InterfaceAddresses(this, fork);
  }

  /// The device that has the address, or null; of several the one that got it last
  /// (`inet_lookup_ifaddr_rcu`).
  @Nullable NetDevice holder(Ipv4Address address) {
    for (Held each : held) {
      if (each.local().equals(address)) {
        return each.device();
      }
    }
    return null;
  }

  // ---- What a person asks for ----

  /// `ip addr add`, `change`, `replace` (`inet_rtm_newaddr`).
  void set(Ipv4Interface on, AddressRequest request) {
    if (request.prefixLength() < 0 || request.prefixLength() > 32) {
      throw new KernelError(Errno.EINVAL, "ipv4: Invalid prefix length");
    }
    chooseAll(on);
    if (request.validSeconds() == 0 || request.preferredSeconds() > request.validSeconds()) {
      throw new KernelError(Errno.EINVAL);
    }
    InterfaceAddress wanted = of(on.device(), request);
    int existing = matching(on, wanted);
    if (existing < 0) {
      if (request.autoJoin()) {
        stack.igmp().join(on.device(), wanted.address());
      }
      insert(on, wanted);
      return;
    }
    if (request.exclusive() || !request.replace()) {
      throw new KernelError(Errno.EEXIST);
    }
    InterfaceAddress before = on.addresses.get(existing);
    if (before.metric() != wanted.metric()) {
      routes.changeMetric(on, before, wanted.metric());
    }
    AddressLifetime lifetime =
        new AddressLifetime(
            request.validSeconds(),
            request.preferredSeconds(),
            before.lifetime().created(),
            core().now());
    on.addresses.set(existing, before.withLifetime(lifetime, wanted.deprecated(), wanted.metric()));
    checkLifetimes();
  }

  private InterfaceAddress of(NetDevice device, AddressRequest request) {
    SimTime now = core().now();
    return new InterfaceAddress(
        request.local(),
        request.peer() == null ? request.local() : request.peer(),
        request.prefixLength(),
        request.broadcast(),
        request.scope(),
        request.label() == null ? device.name() : request.label(),
        false,
        request.noPrefixRoute(),
        request.preferredSeconds() == 0,
        request.metric(),
        request.protocol(),
        new AddressLifetime(request.validSeconds(), request.preferredSeconds(), now, now),
        core().origin());
  }

  private static int matching(Ipv4Interface on, InterfaceAddress wanted) {
    for (int i = 0; i < on.addresses.size(); i++) {
      InterfaceAddress each = on.addresses.get(i);
      if (each.sharesNetworkWith(wanted) && each.local().equals(wanted.local())) {
        return i;
      }
    }
    return -1;
  }

  /// `ip addr del` (`inet_rtm_deladdr`).
  ///
  /// @param local null for any
  /// @param label null for any
  /// @param peer with `prefixLength`, null for any
  void delete(
      Ipv4Interface on,
      @Nullable Ipv4Address local,
      @Nullable String label,
      @Nullable Ipv4Address peer,
      int prefixLength) {
    for (int i = 0; i < on.addresses.size(); i++) {
      InterfaceAddress each = on.addresses.get(i);
      if ((local == null || local.equals(each.local()))
          && (label == null || label.equals(each.label()))
          && (peer == null || (prefixLength == each.prefixLength() && each.matches(peer)))) {
        if (each.address().isMulticast()) {
          stack.igmp().leave(on.device(), each.address());
        }
        remove(on, i);
        return;
      }
    }
    throw new KernelError(Errno.EADDRNOTAVAIL);
  }

  // ---- Adding and removing ----

  /// Adds an address behind the primaries of its scope, or at the end if its network is known
  /// (`__inet_insert_ifa`).
  private void insert(Ipv4Interface on, InterfaceAddress added) {
    if (added.local().isUnspecified()) {
      return; // taken, and forgotten
    }
    int behindPrimaries = 0;
    boolean secondary = false;
    for (int i = 0; i < on.addresses.size(); i++) {
      InterfaceAddress each = on.addresses.get(i);
      if (!each.secondary() && added.scope().compareTo(each.scope()) <= 0) {
        behindPrimaries = i + 1;
      }
      if (each.sharesNetworkWith(added)) {
        if (each.local().equals(added.local())) {
          throw new KernelError(Errno.EEXIST);
        }
        if (!each.scope().equals(added.scope())) {
          throw new KernelError(Errno.EINVAL);
        }
        secondary = true;
      }
    }
    InterfaceAddress made = added.withSecondary(secondary);
    on.addresses.add(secondary ? on.addresses.size() : behindPrimaries, made);
    held.addFirst(new Held(on.device(), made.local()));
    appeared(on, made);
    checkLifetimes();
  }

  /// A device that has had an address keeps its settings whatever becomes of the defaults.
  private void chooseAll(Ipv4Interface on) {
    on.settings().chooseAll();
    stack.neighbours().parameters(on.device()).chooseAll();
  }

  /// The loopback device came up: it gets its address (`inetdev_event`, `NETDEV_UP`).
  void addLoopback(Ipv4Interface on) {
    chooseAll(on);
    InterfaceAddress wanted = of(on.device(), AddressRequest.add(Ipv4Address.LOOPBACK, 8));
    if (matching(on, wanted) < 0) {
      insert(on, wanted);
    }
  }

  /// Removes the address at a place; with a primary go the secondaries of its network, unless they
  /// are promoted (`__inet_del_ifa`).
  private void remove(Ipv4Interface on, int at) {
    InterfaceAddress gone = on.addresses.get(at);
    InterfaceAddress promoted = null;
    int lastPrimary = at;
    if (!on.dead && !gone.secondary()) {
      boolean promote = on.isOn(DeviceSetting.PROMOTE_SECONDARIES);
      lastPrimary = -1;
      int i = at + 1;
      while (i < on.addresses.size()) {
        InterfaceAddress each = on.addresses.get(i);
        if (!each.secondary() && gone.scope().compareTo(each.scope()) <= 0) {
          lastPrimary = i;
        }
        if (!each.secondary() || !each.sharesNetworkWith(gone)) {
          i++;
        } else if (promote) {
          promoted = each;
          break;
        } else {
          on.addresses.remove(i);
          forget(on, each);
          vanished(on, each);
        }
      }
      if (promoted != null) {
        for (InterfaceAddress each : List.copyOf(on.addresses.subList(i, on.addresses.size()))) {
          if (each.sharesNetworkWith(gone)) {
            routes.remove(on, each, gone);
          }
        }
      }
    }
    on.addresses.remove(at);
    forget(on, gone);
    vanished(on, gone);
    if (promoted != null) {
      promote(on, promoted, gone, lastPrimary < 0 ? at : lastPrimary);
    }
  }

  /// Makes a secondary the primary of its network, behind the last primary of the device.
  private void promote(
      Ipv4Interface on, InterfaceAddress promoted, InterfaceAddress gone, int behind) {
    int from = on.addresses.indexOf(promoted);
    List<InterfaceAddress> next = List.copyOf(on.addresses.subList(from + 1, on.addresses.size()));
    InterfaceAddress primary = promoted.withSecondary(false);
    on.addresses.remove(from);
    on.addresses.add(Math.min(behind, on.addresses.size()), primary);
    appeared(on, primary);
    for (InterfaceAddress each : next) {
      if (each.sharesNetworkWith(gone)) {
        routes.add(on, each);
      }
    }
  }

  private void forget(Ipv4Interface on, InterfaceAddress gone) {
    held.remove(new Held(on.device(), gone.local()));
  }

  private void appeared(Ipv4Interface on, InterfaceAddress added) {
    routes.add(on, added);
    stack.fib().deviceUp(on.device().index(), on.device().isUp(), on.device().hasCarrier());
  }

  private void vanished(Ipv4Interface on, InterfaceAddress gone) {
    routes.remove(on, gone, null);
    if (on.addresses.isEmpty()) {
      stack.fib().deviceDown(on.device().index(), true);
      stack.neighbours().deviceDown(on.device());
    }
  }

  /// The device goes away: so do its addresses (`inetdev_destroy`).
  void removeAll(Ipv4Interface on) {
    on.dead = true;
    while (!on.addresses.isEmpty()) {
      remove(on, 0);
    }
  }

  /// The device came up: routes for its addresses are made again (`fib_netdev_event`).
  void deviceUp(Ipv4Interface on) {
    on.addresses.forEach(each -> routes.add(on, each));
    stack.fib().deviceUp(on.device().index(), true, on.device().hasCarrier());
  }

  /// The device has another name: labels follow it (`inetdev_changename`).
  static void deviceRenamed(Ipv4Interface on) {
    int named = 0;
    for (int i = 0; i < on.addresses.size(); i++) {
      InterfaceAddress each = on.addresses.get(i);
      String name = on.device().name();
      if (named++ > 0) {
        int colon = each.label().indexOf(':');
        String suffix = colon < 0 ? ":" + named : each.label().substring(colon);
        int longest = 15 - suffix.length();
        name = (name.length() > longest ? name.substring(0, longest) : name) + suffix;
      }
      on.addresses.set(i, each.withLabel(name));
    }
  }

  // ---- Lifetimes ----

  private void checkLifetimes() {
    if (lifetimes != null) {
      lifetimes.cancel();
      lifetimes = null;
    }
    SimTime now = core().now();
    long next = Long.MAX_VALUE;
    for (Ipv4Interface on : stack.interfaces()) {
      for (InterfaceAddress each : List.copyOf(on.addresses)) {
        AddressLifetime lifetime = each.lifetime();
        if (lifetime.isPermanent()) {
          continue;
        }
        int at = on.addresses.indexOf(each);
        if (at < 0) {
          continue;
        }
        if (lifetime.validLeft(now) == 0) {
          remove(on, at);
          continue;
        }
        next = Math.min(next, lifetime.validLeft(now));
        long preferred = lifetime.preferredLeft(now);
        if (preferred == 0 && !each.deprecated()) {
          on.addresses.set(at, each.withLifetime(lifetime, true, each.metric()));
        } else if (preferred != 0 && preferred != AddressLifetime.FOREVER) {
          next = Math.min(next, preferred);
        }
      }
    }
    if (next != Long.MAX_VALUE) {
      lifetimes = core().timeline().schedule(Duration.ofSeconds(next), new LifetimeCheck(this));
    }
  }

  private NetCore core() {
    return stack.core();
  }
}
