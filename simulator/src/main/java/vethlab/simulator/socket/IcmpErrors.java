package vethlab.simulator.socket;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.packet.IcmpMessage;
import vethlab.simulator.packet.Icmpv6Message;

/// What ICMP errors mean to sockets (`icmp_err_convert`, `icmpv6_err_convert`).
final class IcmpErrors {

  /// An error number, and whether it ends a connected socket's work.
  record Meaning(Errno errno, boolean hard) {}

  private IcmpErrors() {}

  /// The meaning of an ICMP error; null for those that sockets do not hear of.
  static @Nullable Meaning of(IcmpMessage.Error error) {
    return switch (error.type()) {
      case IcmpMessage.UNREACHABLE -> unreachable(error.code());
      case IcmpMessage.TIME_EXCEEDED -> new Meaning(Errno.EHOSTUNREACH, false);
      case IcmpMessage.PARAMETER_PROBLEM -> new Meaning(Errno.EPROTO, true);
      default -> null;
    };
  }

  private static @Nullable Meaning unreachable(int code) {
    return switch (code) {
      case 0, 11 -> new Meaning(Errno.ENETUNREACH, false);
      case 1, 12 -> new Meaning(Errno.EHOSTUNREACH, false);
      case 2 -> new Meaning(Errno.ENOPROTOOPT, true);
      case 3 -> new Meaning(Errno.ECONNREFUSED, true);
      case 4 -> new Meaning(Errno.EMSGSIZE, false);
      case 5 -> new Meaning(Errno.EOPNOTSUPP, false);
      case 6, 9 -> new Meaning(Errno.ENETUNREACH, true);
      case 7 -> new Meaning(Errno.EHOSTDOWN, true);
      case 8 -> new Meaning(Errno.ENONET, true);
      case 10, 13, 14, 15 -> new Meaning(Errno.EHOSTUNREACH, true);
      default -> null;
    };
  }

  /// The meaning of an ICMPv6 error.
  static @Nullable Meaning of(Icmpv6Message.Error error) {
    return switch (error.type()) {
      case Icmpv6Message.UNREACHABLE ->
          switch (error.code()) {
            case 0 -> new Meaning(Errno.ENETUNREACH, false);
            case 1, 5, 6 -> new Meaning(Errno.EACCES, true);
            case 2, 3 -> new Meaning(Errno.EHOSTUNREACH, false);
            case 4 -> new Meaning(Errno.ECONNREFUSED, true);
            default -> new Meaning(Errno.EPROTO, false);
          };
      case Icmpv6Message.PACKET_TOO_BIG -> new Meaning(Errno.EMSGSIZE, false);
      case Icmpv6Message.TIME_EXCEEDED -> new Meaning(Errno.EHOSTUNREACH, false);
      case Icmpv6Message.PARAMETER_PROBLEM -> new Meaning(Errno.EPROTO, true);
      default -> null;
    };
  }
}
