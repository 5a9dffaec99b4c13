package vethlab.simulator.ipv4;

import vethlab.simulator.packet.IcmpMessage;

/// ICMP errors in plain words, for traces.
final class ErrorNames {

  private ErrorNames() {}

  static String of(int type, int code) {
    return switch (type) {
      case IcmpMessage.UNREACHABLE ->
          switch (code) {
            case IcmpMessage.Error.NETWORK -> "network unreachable";
            case IcmpMessage.Error.HOST -> "host unreachable";
            case IcmpMessage.Error.PROTOCOL -> "protocol unreachable";
            case IcmpMessage.Error.PORT -> "port unreachable";
            case IcmpMessage.Error.FRAGMENTATION_NEEDED -> "fragmentation needed";
            case IcmpMessage.Error.ADMINISTRATIVELY_PROHIBITED -> "administratively prohibited";
            default -> "unreachable, code " + code;
          };
      case IcmpMessage.REDIRECT -> "redirect";
      case IcmpMessage.TIME_EXCEEDED ->
          code == 0 ? "time to live exceeded" : "fragment reassembly time exceeded";
      case IcmpMessage.PARAMETER_PROBLEM -> "parameter problem";
      default -> "type " + type;
    };
  }
}
