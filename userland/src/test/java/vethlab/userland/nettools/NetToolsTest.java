package vethlab.userland.nettools;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vethlab.userland.testing.Recording;
import vethlab.userland.testing.Workplace;

/// The programs of net-tools answer as version 2.10 did on Linux 6.1, but for numbers of processes
/// and sockets, random addresses, counters, and the order of rows where a random hash decides it.
class NetToolsTest {

  private static final Pattern LINK_LOCAL = Pattern.compile("fe80::[0-9a-f:]+");
  private static final Pattern MAC = Pattern.compile("(?!ff|00|02)([0-9a-f]{2}:){5}[0-9a-f]{2}");
  private static final Pattern COUNTERS = Pattern.compile("([RT]X packets) .*");
  private static final Pattern SHORT_COUNTERS =
      Pattern.compile("(?m)^(\\S+ +\\d+) +\\d+ +0 +0 0 +\\d+ +0 +0 +0 ");
  private static final Pattern INODE = Pattern.compile("\\b[12]0[0-9]{3}\\b");
  private static final Pattern PID = Pattern.compile("\\b[0-9]+/nc +");
  private static final Pattern SOLICITED = Pattern.compile("(ff0200.*1ff|3333ff)[0-9a-f]{6}\\b");
  private static final Pattern LINK_LOCAL_DIGITS =
      Pattern.compile("\\bfe80[0-9a-f]{28}\\b(?! 40 0000)");
  private static final Pattern REFERENCES =
      Pattern.compile("(?m)(U +256|[0-9a-f]{32} [0-9a-f]{8}) [0-9a-f]+");
  private static final Pattern POINTER = Pattern.compile("\\b00000000[0-9a-f]{8}\\b");
  private static final Pattern NUMBER = Pattern.compile("(?m)^ +[0-9]+: ");
  private static final Pattern TIME = Pattern.compile("\\([0-9.]+/|03:000[0-9A-F]{5}");

  private final Workplace place = new Workplace();

  @AfterEach
  void close() {
    place.close();
  }

  private void compare(String name) {
    place.write("/etc/hosts", "127.0.0.1 localhost\n");
    Recording.of(NetToolsTest.class, name).compare(place, NetToolsTest::withoutChance);
  }

  @Test
  void sockets_routes_and_interfaces_of_netstat() {
    compare("sockets.txt");
  }

  @Test
  void files_that_they_read() {
    compare("proc-net.txt");
  }

  @Test
  void ifconfig() {
    compare("ifconfig.txt");
  }

  @Test
  void route() {
    compare("route.txt");
  }

  @Test
  void arp() {
    compare("arp.txt");
  }

  private static String withoutChance(String answer) {
    String text = LINK_LOCAL.matcher(answer).replaceAll("fe80::X");
    text = MAC.matcher(text).replaceAll("MAC");
    text = COUNTERS.matcher(text).replaceAll("$1 N");
    text = SHORT_COUNTERS.matcher(text).replaceAll("$1 N ");
    text = SOLICITED.matcher(text).replaceAll("SOLICITED");
    text = LINK_LOCAL_DIGITS.matcher(text).replaceAll("fe80X");
    text = REFERENCES.matcher(text).replaceAll("$1 R");
    text = POINTER.matcher(text).replaceAll("POINTER");
    text = INODE.matcher(text).replaceAll("INODE");
    text = PID.matcher(text).replaceAll("PID/nc ");
    text = NUMBER.matcher(text).replaceAll("");
    text = TIME.matcher(text).replaceAll("(T/");
    if (!text.contains("Recv-Q")
        && !text.contains("local_address")
        && !text.contains("HWtype")
        && !text.contains("[ether]")) {
      return text;
    }
    List<String> lines = text.lines().toList();
    return lines.stream().sorted().collect(Collectors.joining("\n"));
  }
}
