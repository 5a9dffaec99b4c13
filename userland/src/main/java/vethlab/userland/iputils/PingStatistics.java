package vethlab.userland.iputils;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.BitSet;
import java.util.Locale;

/// What a `ping` has counted and measured, and how it says so at the end (`ping_common.c`).
///
/// Times are in microseconds.
final class PingStatistics {

  private static final int SEQUENCES = 0x10000;
  private static final int HALF = 0x7fff;

  private final BitSet seen = new BitSet(SEQUENCES);
  private final boolean timing;
  private long transmitted;
  private long received;
  private long repeats;
  private long errors;
  private long shortest = Long.MAX_VALUE;
  private long longest;
  private long sum;
  private double squares;
  private int smoothed;
  private int pipe = -1;
  private int acknowledged;

  /// @param timing whether requests carry the time
  PingStatistics(boolean timing) {
    this.timing = timing;
  }

  boolean isTiming() {
    return timing;
  }

  long transmitted() {
    return transmitted;
  }

  long received() {
    return received;
  }

  long errors() {
    return errors;
  }

  long longest() {
    return longest;
  }

  /// Eight times the moving average of the round-trip times.
  int smoothed() {
    return smoothed;
  }

  int pipe() {
    return pipe;
  }

  /// The sequence number of the next request.
  int nextSequence() {
    return (int) ((transmitted + 1) & 0xffff);
  }

  void preparing() {
    seen.clear(nextSequence());
  }

  void sent() {
    transmitted++;
    if (((int) transmitted & 0xffff) - acknowledged > HALF) {
      acknowledged = (int) (transmitted + 1) & 0xffff;
    }
  }

  void failed() {
    errors++;
  }

  boolean isAnswered(long sequence) {
    return seen.get((int) (sequence % SEQUENCES));
  }

  /// A request is no longer on its way.
  void acknowledge(int sequence) {
    int behind = ((int) transmitted - sequence) & 0xffff;
    if (behind <= HALF) {
      pipe = Math.max(pipe, behind + 1);
      boolean newer = (short) (sequence - acknowledged) > 0;
      if (newer || ((int) transmitted & 0xffff) - acknowledged > HALF) {
        acknowledged = sequence;
      }
    }
  }

  int inFlight() {
    int behind = ((int) transmitted - acknowledged) & 0xffff;
    return behind <= HALF ? behind : (int) (transmitted - received - errors);
  }

  /// Takes a round-trip time in.
  void measured(long micros) {
    sum += micros;
    squares += (double) (micros * micros);
    shortest = Math.min(shortest, micros);
    longest = Math.max(longest, micros);
    smoothed = smoothed == 0 ? (int) (micros * 8) : (int) (smoothed + micros - smoothed / 8);
  }

  /// Counts a reply.
  ///
  /// @return whether one to the same request came before
  boolean countReply(int sequence) {
    if (seen.get(sequence)) {
      repeats++;
      return true;
    }
    seen.set(sequence);
    received++;
    return false;
  }

  /// A time as replies show it: with as many decimals as seem worth it.
  static String time(long micros) {
    if (micros >= 100_000 - 50) {
      return (micros + 500) / 1000 + " ms";
    }
    if (micros >= 10_000 - 5) {
      return (micros + 50) / 1000 + "." + (micros + 50) % 1000 / 100 + " ms";
    }
    if (micros >= 1000) {
      return String.format(
          Locale.ROOT, "%d.%02d ms", (micros + 5) / 1000, (micros + 5) % 1000 / 10);
    }
    return String.format(Locale.ROOT, "%d.%03d ms", micros / 1000, micros % 1000);
  }

  /// The end of the output.
  ///
  /// @param elapsed from the start to the last request
  /// @param paced whether the interval depends on the answers
  String summary(String host, Duration elapsed, boolean paced) {
    StringBuilder text = new StringBuilder("\n--- " + host + " ping statistics ---\n");
    text.append(transmitted).append(" packets transmitted, ").append(received);
    text.append(" received");
    text.append(repeats == 0 ? "" : ", +" + repeats + " duplicates");
    text.append(errors == 0 ? "" : ", +" + errors + " errors");
    if (transmitted > 0) {
      text.append(", ").append(loss()).append("% packet loss, time ");
      text.append((elapsed.toNanos() + 500_000) / 1_000_000).append("ms");
    }
    text.append('\n');
    String comma = "";
    if (received > 0 && timing) {
      text.append("rtt min/avg/max/mdev = ").append(times());
      comma = ", ";
    }
    if (pipe > 1) {
      text.append(comma).append("pipe ").append(pipe);
      comma = ", ";
    }
    if (received > 0 && paced && transmitted > 1) {
      long gap = elapsed.toNanos() / 1000 / (transmitted - 1);
      text.append(comma).append("ipg/ewma ").append(millis(gap)).append('/');
      text.append(millis(smoothed / 8)).append(" ms");
    }
    return text.append('\n').toString();
  }

  private String times() {
    long total = received + repeats;
    long average = sum / total;
    long whole = sum * sum / total; // in whole numbers, as the real one counts
    long variance =
        sum < Integer.MAX_VALUE
            ? (long) ((squares - whole) / total)
            : (long) (squares / total - (double) (average * average));
    return millis(shortest)
        + "/"
        + millis(average)
        + "/"
        + millis(longest)
        + "/"
        + millis(squareRoot(variance))
        + " ms";
  }

  private static String millis(long micros) {
    return String.format(Locale.ROOT, "%d.%03d", micros / 1000, micros % 1000);
  }

  private static long squareRoot(long square) {
    long before = Long.MAX_VALUE;
    long root = square;
    if (root > 0) {
      while (root < before) {
        before = root;
        root = (root + square / root) / 2;
      }
    }
    return root;
  }

  /// The loss with six digits, as `%g` prints it.
  private String loss() {
    float percent = (float) ((transmitted - received) * 100.0 / transmitted);
    return new BigDecimal(percent)
        .round(new MathContext(6, RoundingMode.HALF_EVEN))
        .stripTrailingZeros()
        .toPlainString();
  }

  /// What `ping` says when it is asked on the way (SIGQUIT).
  String status() {
    long loss = transmitted == 0 ? 0 : (transmitted - received) * 100 / transmitted;
    String text = "\r" + received + "/" + transmitted + " packets, " + loss + "% loss";
    if (received > 0 && timing) {
      long average = sum / (received + repeats);
      text +=
          ", min/avg/ewma/max = "
              + millis(shortest)
              + "/"
              + millis(average)
              + "/"
              + millis(smoothed / 8)
              + "/"
              + millis(longest)
              + " ms";
    }
    return text + "\n";
  }
}
