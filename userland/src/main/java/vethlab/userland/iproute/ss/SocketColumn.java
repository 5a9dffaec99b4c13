package vethlab.userland.iproute.ss;

/// The columns of `ss`, from left to right.
enum SocketColumn {
  KIND("Netid", ""),
  STATE("State", " "),
  RECEIVE_QUEUE("Recv-Q", " "),
  SEND_QUEUE("Send-Q", " "),
  LOCAL_ADDRESS("Local Address:", " "),
  LOCAL_PORT("Port", ""),
  REMOTE_ADDRESS("Peer Address:", " "),
  REMOTE_PORT("Port", ""),
  MORE("Process", ""),
  END("", "");

  private final String header;
  private final String delimiter;

  SocketColumn(String header, String delimiter) {
    this.header = header;
    this.delimiter = delimiter;
  }

  String header() {
    return header;
  }

  /// What stands to its left if it is not the first on its line.
  String delimiter() {
    return delimiter;
  }

  boolean isRightAligned() {
    return this == LOCAL_ADDRESS || this == REMOTE_ADDRESS;
  }
}
