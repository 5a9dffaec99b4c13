package vethlab.simulator.capture.text;

import org.jspecify.annotations.Nullable;

/// DNS messages (RFC 1035, 4): the question, and the answers with the data of the usual types.
///
/// A method that reads on through a message returns where it got to, and −1 where the message
/// breaks off.
final class DomainText {

  static final int PORT = 53;

  private static final int HEADER_LENGTH = 12;
  private static final int BROKEN = -1;
  private static final int LONGEST_NAME = 255;
  private static final int OPTIONS = 41;

  private static final String[] OPERATIONS = {
    "",
    " inv_q",
    " stat",
    " op3",
    " notify",
    " update",
    " op6",
    " op7",
    " op8",
    " updateA",
    " updateD",
    " updateDA",
    " updateM",
    " updateMA",
    " zoneInit",
    " zoneRef"
  };
  private static final String[] RESULTS = {
    "", " FormErr", " ServFail", " NXDomain", " NotImp", " Refused", " YXDomain", " YXRRSet",
    " NXRRSet", " NotAuth", " NotZone", " Resp11", " Resp12", " Resp13", " Resp14", " NoChange"
  };

  private DomainText() {}

  /// A message behind the two octets of its length, as TCP carries it.
  static void printOverTcp(Dissection d, int at, int length) {
    d.enter("domain");
    if (length < 2) {
      d.printf(" [DNS over TCP: length %d < 2]", length);
      d.printInvalid();
    } else if (d.get16(at) != length - 2) {
      d.printf(" [prefix length(%d) != length(%d)]", d.get16(at), length - 2);
      d.printInvalid();
    } else {
      d.print(" ");
      print(d, at + 2, length - 2);
    }
  }

  static void print(Dissection d, int at, int length) {
    d.enter("domain");
    if (length < HEADER_LENGTH) {
      d.printf("domain [length %d < %d]", length, HEADER_LENGTH);
      d.printInvalid();
      return;
    }
    d.require(at, HEADER_LENGTH);
    boolean whole = (d.get16(at + 2) & 0x8000) != 0 ? printResponse(d, at) : printRequest(d, at);
    if (whole) {
      d.printf(" (%d)", length);
    } else {
      d.printTruncated();
    }
  }

  private static boolean printRequest(Dissection d, int message) {
    int flags = d.get16(message + 2);
    int questions = d.get16(message + 4);
    int answers = d.get16(message + 6);
    int authorities = d.get16(message + 8);
    int additional = d.get16(message + 10);
    int operation = flags >> 11 & 0xf;
    d.printf(
        "%d%s%s%s",
        d.get16(message),
        OPERATIONS[operation],
        (flags & 0x100) != 0 ? "+" : "",
        (flags & 0x10) != 0 ? "%" : "");
    if ((flags & 0x6cf) != 0) {
      d.printf(" [b2&3=0x%x]", flags);
    }
    if (operation == 1) {
      d.print(questions != 0 ? " [" + questions + "q]" : "");
      d.print(answers != 1 ? " [" + answers + "a]" : "");
    } else {
      d.print(answers != 0 ? " [" + answers + "a]" : "");
      d.print(questions != 1 ? " [" + questions + "q]" : "");
    }
    d.print(authorities != 0 ? " [" + authorities + "n]" : "");
    d.print(additional != 0 ? " [" + additional + "au]" : "");
    int at = message + HEADER_LENGTH;
    for (int i = 0; i < questions; i++) {
      if (i > 0 && at >= d.end()) {
        return false;
      }
      at = printQuestion(d, message, at);
      if (at == BROKEN) {
        return false;
      }
    }
    if (d.style().verbosity() > 1) {
      at = printRecords(d, message, at, answers, " an:");
      at = at == BROKEN ? BROKEN : printRecords(d, message, at, authorities, " ns:");
      at = at == BROKEN ? BROKEN : printRecords(d, message, at, additional, " ar:");
    }
    return at != BROKEN;
  }

  private static boolean printResponse(Dissection d, int message) {
    int flags = d.get16(message + 2);
    int questions = d.get16(message + 4);
    int answers = d.get16(message + 6);
    int authorities = d.get16(message + 8);
    int additional = d.get16(message + 10);
    d.printf(
        "%d%s%s%s%s%s%s",
        d.get16(message),
        OPERATIONS[flags >> 11 & 0xf],
        RESULTS[flags & 0xf],
        (flags & 0x400) != 0 ? "*" : "",
        (flags & 0x80) != 0 ? "" : "-",
        (flags & 0x200) != 0 ? "|" : "",
        (flags & 0x20) != 0 ? "$" : "");
    d.print(questions != 1 ? " [" + questions + "q]" : "");
    int at = message + HEADER_LENGTH;
    for (int i = 0; i < questions; i++) {
      d.print(i > 0 ? "," : "");
      if (d.style().verbosity() > 1) {
        d.print(" q:");
        at = printQuestion(d, message, at);
      } else {
        int name = skipName(d, at);
        at = name == BROKEN ? BROKEN : name + 4;
      }
      if (at == BROKEN) {
        return false;
      }
    }
    d.printf(" %d/%d/%d", answers, authorities, additional);
    at = printRecords(d, message, at, answers, "");
    if (d.style().verbosity() > 1) {
      at = at == BROKEN ? BROKEN : printRecords(d, message, at, authorities, " ns:");
      at = at == BROKEN ? BROKEN : printRecords(d, message, at, additional, " ar:");
    }
    return at != BROKEN;
  }

  private static int printQuestion(Dissection d, int message, int at) {
    int behind = skipName(d, at);
    if (behind == BROKEN || !d.has(behind, 4)) {
      return BROKEN;
    }
    int type = d.get16(behind);
    d.printf(" %s", Dissection.orElse(typeName(type), "Type%d", type));
    printClass(d, d.get16(behind + 2));
    d.print("? ");
    return printName(d, message, at) == BROKEN ? BROKEN : behind + 4;
  }

  private static int printRecords(Dissection d, int message, int from, int count, String before) {
    int at = from;
    for (int i = 0; i < count; i++) {
      if (at >= d.end() && (i > 0 || !before.isEmpty())) {
        return BROKEN;
      }
      d.print(i == 0 ? before : ",");
      at = printRecord(d, message, at);
      if (at == BROKEN) {
        return BROKEN;
      }
    }
    return at;
  }

  private static int printRecord(Dissection d, int message, int from) {
    int at;
    if (d.isVerbose()) {
      d.print(" ");
      at = printName(d, message, from);
      if (at == BROKEN) {
        return BROKEN;
      }
    } else {
      at = skipName(d, from);
    }
    if (at == BROKEN || !d.has(at, 10)) {
      return d.end();
    }
    int type = d.get16(at);
    int recordClass = d.get16(at + 2);
    if (type != OPTIONS) {
      printClass(d, recordClass);
      if (d.style().verbosity() > 2) {
        d.printf(" [%s]", Dissection.period(d.getUnsigned32(at + 4)));
      }
    }
    int length = d.get16(at + 8);
    d.printf(" %s", Dissection.orElse(typeName(type), "Type%d", type));
    int data = at + 10;
    if (data + length > d.end()) {
      return BROKEN;
    }
    if (type == OPTIONS) {
      d.printf(" UDPsize=%d%s", recordClass, (d.get16(at + 6) & 0x8000) != 0 ? " DO" : "");
      return data + length;
    }
    return printData(d, message, type, data, length) ? data + length : BROKEN;
  }

  private static boolean printData(Dissection d, int message, int type, int at, int length) {
    switch (type) {
      case 1 -> d.printf(" %s", d.getIpv4(at));
      case 28 -> d.printf(" %s", d.getIpv6(at));
      case 2, 5, 12, 39 -> {
        d.print(" ");
        return printName(d, message, at) != BROKEN;
      }
      case 6 -> {
        return !d.isVerbose() || printAuthority(d, message, at);
      }
      case 15 -> {
        d.print(" ");
        if (printName(d, message, at + 2) == BROKEN) {
          return false;
        }
        d.printf(" %d", d.get16(at));
      }
      case 16 -> {
        int text = at;
        while (text < at + length) {
          int octets = d.get8(text);
          d.print(" \"");
          d.printCharacters(text + 1, octets);
          d.print("\"");
          text += 1 + octets;
        }
      }
      case 33 -> {
        d.print(" ");
        if (printName(d, message, at + 6) == BROKEN) {
          return false;
        }
        d.printf(":%d %d %d", d.get16(at + 4), d.get16(at), d.get16(at + 2));
      }
      default -> {}
    }
    return true;
  }

  private static boolean printAuthority(Dissection d, int message, int from) {
    d.print(" ");
    int at = printName(d, message, from);
    if (at == BROKEN) {
      return false;
    }
    d.print(" ");
    at = printName(d, message, at);
    if (at == BROKEN || !d.has(at, 20)) {
      return false;
    }
    for (int i = 0; i < 5; i++) {
      d.printf(" %d", d.getUnsigned32(at + 4 * i));
    }
    return true;
  }

  private static void printClass(Dissection d, int recordClass) {
    switch (recordClass) {
      case 1 -> {}
      case 3 -> d.print(" CHAOS");
      case 4 -> d.print(" HS");
      case 255 -> d.print(" ANY");
      default -> d.printf(" (Class %d)", recordClass);
    }
  }

  /// Where a name ends.
  private static int skipName(Dissection d, int from) {
    int at = from;
    while (d.has(at, 1)) {
      int octet = d.get8(at);
      if (octet >= 0xc0) {
        return at + 2;
      }
      if (octet >= 0x40) {
        return BROKEN;
      }
      at += 1 + octet;
      if (octet == 0) {
        return at;
      }
    }
    return BROKEN;
  }

  /// Prints a name, whose end may be elsewhere in the message, and returns where it ends here.
  private static int printName(Dissection d, int message, int from) {
    int at = from;
    int behind = BROKEN;
    int furthest = from - message;
    int characters = 0;
    if (!d.has(at, 1)) {
      return BROKEN;
    }
    if (d.get8(at) == 0) {
      d.print(".");
      return at + 1;
    }
    while (d.has(at, 1)) {
      int octet = d.get8(at);
      if (octet == 0) {
        d.print(characters > LONGEST_NAME ? "<DOMAIN NAME TOO LONG>" : "");
        return behind == BROKEN ? at + 1 : behind;
      }
      if (octet >= 0xc0) {
        if (!d.has(at + 1, 1)) {
          return BROKEN;
        }
        behind = behind == BROKEN ? at + 2 : behind;
        int offset = d.get16(at) & 0x3fff;
        if (offset >= furthest) {
          d.print("<BAD PTR>");
          return BROKEN;
        }
        furthest = offset;
        at = message + offset;
      } else if (octet >= 0x40) {
        d.print(octet >= 0x80 ? "<BAD LABEL TYPE>" : "<ELT " + (octet & 0x3f) + ">");
        return BROKEN;
      } else {
        int shown = Math.max(0, Math.min(octet, LONGEST_NAME - characters));
        if (!d.has(at + 1, shown)) {
          d.printCharacters(at + 1, d.end() - at - 1);
          return BROKEN;
        }
        d.printCharacters(at + 1, shown);
        characters += octet;
        d.print(characters <= LONGEST_NAME ? "." : "");
        characters++;
        at += 1 + octet;
      }
    }
    return BROKEN;
  }

  private static @Nullable String typeName(int type) {
    return switch (type) {
      case 1 -> "A";
      case 2 -> "NS";
      case 5 -> "CNAME";
      case 6 -> "SOA";
      case 10 -> "NULL";
      case 12 -> "PTR";
      case 13 -> "HINFO";
      case 15 -> "MX";
      case 16 -> "TXT";
      case 28 -> "AAAA";
      case 33 -> "SRV";
      case 35 -> "NAPTR";
      case 39 -> "DNAME";
      case OPTIONS -> "OPT";
      case 43 -> "DS";
      case 46 -> "RRSIG";
      case 47 -> "NSEC";
      case 48 -> "DNSKEY";
      case 252 -> "AXFR";
      case 255 -> "ANY";
      default -> null;
    };
  }
}
