package vethlab.simulator.ipv4;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.fib.RouteScope;
import vethlab.simulator.packet.Ipv4Address;

/// Which of the host's addresses is used, and which exist (`devinet.c`).
final class AddressSelection {

  private final Ipv4Stack stack;

  AddressSelection(Ipv4Stack stack) {
    this.stack = stack;
  }

  /// A source for packets to `destination` over `device`: of the same network if there is one, else
  /// the first primary of a scope that is wide enough, else any other device's; 0.0.0.0 if the host
  /// has none (`inet_select_addr`).
  Ipv4Address select(NetDevice device, Ipv4Address destination, RouteScope scope) {
    Ipv4Interface here = stack.find(device);
    Ipv4Address first = Ipv4Address.ANY;
    if (here != null) {
      for (InterfaceAddress each : here.addresses) {
        if (each.secondary() || nearer(each.scope(), here.localnetScope(), scope)) {
          continue;
        }
        if (destination.isUnspecified() || each.matches(destination)) {
          return each.local();
        }
        if (first.isUnspecified()) {
          first = each.local();
        }
      }
    }
    return first.isUnspecified() ? ofAnyDevice(scope) : first;
  }

  private Ipv4Address ofAnyDevice(RouteScope scope) {
    for (Ipv4Interface each : stack.interfaces()) {
      for (InterfaceAddress address : each.addresses) {
        if (!address.secondary()
            && !address.scope().equals(RouteScope.LINK)
            && address.scope().compareTo(scope) <= 0) {
          return address.local();
        }
      }
    }
    return Ipv4Address.ANY;
  }

  /// Whether `local` exists and reaches `destination`, on `device` or, if that is null, anywhere;
  /// each 0.0.0.0 stands for any (`inet_confirm_addr`).
  ///
  /// @return the address; 0.0.0.0 if there is none
  Ipv4Address confirm(
      @Nullable Ipv4Interface device,
      Ipv4Address destination,
      Ipv4Address local,
      RouteScope scope) {
    if (device != null) {
      return confirmOn(device, destination, local, scope);
    }
    for (Ipv4Interface each : stack.interfaces()) {
      Ipv4Address found = confirmOn(each, destination, local, scope);
      if (!found.isUnspecified()) {
        return found;
      }
    }
    return Ipv4Address.ANY;
  }

  private static Ipv4Address confirmOn(
      Ipv4Interface device, Ipv4Address destination, Ipv4Address local, RouteScope scope) {
    Ipv4Address found = Ipv4Address.ANY;
    boolean same = false;
    for (InterfaceAddress each : device.addresses) {
      boolean wideEnough = !nearer(each.scope(), device.localnetScope(), scope);
      if (found.isUnspecified()
          && (local.isUnspecified() || local.equals(each.local()))
          && wideEnough) {
        found = each.local();
        if (same) {
          break;
        }
      }
      if (!same) {
        same =
            (local.isUnspecified() || each.matches(local))
                && (destination.isUnspecified() || each.matches(destination));
        if (same && !found.isUnspecified()) {
          if (!local.isUnspecified() || destination.isUnspecified() || each.matches(found)) {
            break;
          }
          if (wideEnough) {
            found = each.local();
            break;
          }
          same = false;
        }
      }
    }
    return same ? found : Ipv4Address.ANY;
  }

  /// Whether the smaller of two scopes is nearer than a third.
  private static boolean nearer(RouteScope scope, RouteScope cap, RouteScope limit) {
    return Math.min(scope.number(), cap.number()) > limit.number();
  }
}
