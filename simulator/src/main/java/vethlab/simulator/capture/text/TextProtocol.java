package vethlab.simulator.capture.text;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import org.jspecify.annotations.Nullable;

/// A protocol of text lines, known by its TCP port, of whose messages the first line is shown.
enum TextProtocol {
  FTP("ftp"),
  SSH("ssh"),
  SMTP("smtp"),
  WHOIS("whois"),
  HTTP("http"),
  RTSP("rtsp");

  /// What a first line begins with; what begins otherwise is taken for the middle of a message.
  private static final ImmutableSet<String> HTTP_WORDS =
      ImmutableSet.copyOf(
          ("GET PUT COPY HEAD LOCK MOVE POLL POST BCOPY BMOVE MKCOL TRACE LABEL MERGE DELETE SEARCH"
                  + " UNLOCK REPORT UPDATE NOTIFY BDELETE CONNECT OPTIONS CHECKIN PROPFIND CHECKOUT"
                  + " CCM_POST SUBSCRIBE PROPPATCH BPROPFIND BPROPPATCH UNCHECKOUT MKACTIVITY"
                  + " MKWORKSPACE UNSUBSCRIBE RPC_CONNECT VERSION-CONTROL BASELINE-CONTROL")
              .split(" ", -1));

  private static final ImmutableSet<String> RTSP_WORDS =
      ImmutableSet.of(
          "OPTIONS",
          "DESCRIBE",
          "ANNOUNCE",
          "GET_PARAMETER",
          "PAUSE",
          "PLAY",
          "RECORD",
          "REDIRECT",
          "SETUP",
          "SET_PARAMETER",
          "TEARDOWN");

  private static final int LONGEST_WORD = 128;

  private final String protocol;

  TextProtocol(String protocol) {
    this.protocol = protocol;
  }

  /// The protocol of a connection between these ports, or null.
  static @Nullable TextProtocol of(int sourcePort, int destinationPort) {
    for (TextProtocol each : values()) {
      if (each.hasPort(sourcePort) || each.hasPort(destinationPort)) {
        return each;
      }
    }
    return null;
  }

  private boolean hasPort(int port) {
    return switch (this) {
      case FTP -> port == 21;
      case SSH -> port == 22;
      case SMTP -> port == 25;
      case WHOIS -> port == 43;
      case HTTP -> port == 80 || port == 8080;
      case RTSP -> port == 554 || port == 8554;
    };
  }

  void print(Dissection d, int at, int length) {
    if (this == SSH) {
      printVersion(d, at, length);
      return;
    }
    d.enter(protocol);
    d.print(": " + name());
    if (!beginsMessage(d, at, length)) {
      return;
    }
    if (!d.isVerbose()) {
      printLine(d, ": ", at, at + length);
      return;
    }
    d.printf(", length: %d", length);
    int next = at;
    while (next > 0 && next < at + length) {
      next = printLine(d, "\n\t", next, at + length);
    }
  }

  private boolean beginsMessage(Dissection d, int at, int length) {
    ImmutableSet<String> words =
        switch (this) {
          case HTTP -> HTTP_WORDS;
          case RTSP -> RTSP_WORDS;
          case FTP, SSH, SMTP, WHOIS -> ImmutableSet.of();
        };
    if (words.isEmpty()) {
      return true;
    }
    String first = word(d, at, at + length);
    if (words.contains(Ascii.toUpperCase(first))) {
      return true;
    }
    int second = at + first.length();
    while (second < at + length && d.has(second, 1) && isBlank(d.get8(second))) {
      second++;
    }
    return !first.isEmpty() && word(d, second, at + length).matches("[0-9]{3}");
  }

  /// The word at `at`; empty if there is none, or none that could begin a message.
  private static String word(Dissection d, int at, int end) {
    StringBuilder word = new StringBuilder();
    for (int i = at; i < end; i++) {
      if (!d.has(i, 1)) {
        return "";
      }
      int octet = d.get8(i);
      if (isBlank(octet) || octet == '\r' || octet == '\n') {
        break;
      }
      if (!isPrintable(octet) || word.length() + 2 > LONGEST_WORD) {
        return "";
      }
      word.append((char) octet);
    }
    return word.toString();
  }

  /// Prints a line if it is text; returns where the next one begins, or 0.
  private static int printLine(Dissection d, String before, int at, int end) {
    for (int i = at; i < end; i++) {
      int octet = d.get8(i);
      if (octet == '\n') {
        d.print(before + d.getText(at, i - at));
        return i + 1;
      }
      if (octet == '\r') {
        if (i + 1 < end && d.get8(i + 1) == '\n') {
          d.print(before + d.getText(at, i - at));
          return i + 2;
        }
        return 0;
      }
      if (!isPrintable(octet) && octet != '\t') {
        return 0;
      }
    }
    d.print(before + d.getText(at, end - at));
    d.printTruncated();
    return 0;
  }

  /// The greeting of the secure shell: `SSH-2.0-…`.
  private static void printVersion(Dissection d, int at, int length) {
    d.enter("ssh");
    if (length < 4 || !d.getText(at, 4).equals("SSH-")) {
      return;
    }
    for (int i = at + 4; i < at + length; i++) {
      int octet = d.get8(i);
      boolean lineFeed = octet == '\n';
      boolean carriageReturn = octet == '\r' && i + 1 < at + length && d.get8(i + 1) == '\n';
      if (lineFeed || carriageReturn) {
        d.print(": SSH: " + d.getText(at, i - at));
        return;
      }
      if (!isPrintable(octet)) {
        return;
      }
    }
  }

  private static boolean isBlank(int octet) {
    return octet == ' ' || octet == '\t';
  }

  private static boolean isPrintable(int octet) {
    return octet >= ' ' && octet < 0x7f;
  }
}
