package vethlab.simulator.capture;

/// Where packets were captured.
///
/// @param name as `netns1:veth11`; empty where the file does not say
/// @param linkType what the packets begin with, see [#ETHERNET]
/// @param snapLength the most octets kept of a packet
public record CaptureInterface(String name, int linkType, int snapLength) {

  /// `LINKTYPE_ETHERNET`: packets begin with an Ethernet header.
  public static final int ETHERNET = 1;

  /// The most octets of a packet that libpcap takes (`MAXIMUM_SNAPLEN`); so do the readers here.
  public static final int LONGEST_PACKET = 262_144;

  public CaptureInterface {
    if (linkType < 0 || linkType > 0xffff) {
      throw new IllegalArgumentException("link type out of 0..65535: " + linkType);
    }
    if (snapLength < 1 || snapLength > LONGEST_PACKET) {
      throw new IllegalArgumentException(
          "snap length out of 1.." + LONGEST_PACKET + ": " + snapLength);
    }
  }

  /// A device that carries Ethernet frames, of which all octets are kept.
  public static CaptureInterface ethernet(String name) {
    return new CaptureInterface(name, ETHERNET, LONGEST_PACKET);
  }
}
