package vethlab.userland.iproute.route;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.fib.RouteMetric;
import vethlab.simulator.fib.RouteMetrics;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Numbers;

/// The properties of the traffic along a route among the words of `ip route add`.
final class MetricWords {

  private final Arguments words;
  private final TreeMap<RouteMetric, Integer> values = new TreeMap<>();
  private final Set<RouteMetric> locked = EnumSet.noneOf(RouteMetric.class);

  MetricWords(Arguments words) {
    this.words = words;
  }

  /// Reads the value of one; false if `keyword` is none of them.
  boolean read(RouteKeyword keyword) {
    switch (keyword) {
      case MTU -> readNumber(RouteMetric.MTU, "mtu");
      case HOPLIMIT -> {
        readLock(RouteMetric.HOPLIMIT);
        Long number = Numbers.unsigned(words.word(), 8);
        put(RouteMetric.HOPLIMIT, number, "\"hoplimit\" value is invalid\n");
      }
      case ADVMSS -> readNumber(RouteMetric.ADVMSS, "mss");
      case REORDERING -> readNumber(RouteMetric.REORDERING, "reordering");
      case RTT -> readTime(RouteMetric.RTT, "rtt", 8);
      case RTO_MIN -> {
        words.next();
        locked.add(RouteMetric.RTO_MIN);
        putTime(RouteMetric.RTO_MIN, "rto_min", 1);
      }
      case WINDOW -> readNumber(RouteMetric.WINDOW, "window");
      case CWND -> readNumber(RouteMetric.CWND, "cwnd");
      case INITCWND -> readNumber(RouteMetric.INITCWND, "initcwnd");
      case INITRWND -> readNumber(RouteMetric.INITRWND, "initrwnd");
      case FEATURES -> {
        String text = words.next();
        if (!text.equals("ecn")) {
          throw words.invalid("\"features\" value not valid\n", text);
        }
        values.put(RouteMetric.FEATURES, 1);
      }
      case QUICKACK -> readFlag(RouteMetric.QUICKACK, "quickack");
      case FASTOPEN_NO_COOKIE -> readFlag(RouteMetric.FASTOPEN_NO_COOKIE, "fastopen_no_cookie");
      case RTTVAR -> readTime(RouteMetric.RTTVAR, "rttvar", 4);
      case SSTHRESH -> readNumber(RouteMetric.SSTHRESH, "ssthresh");
      case CONGCTL -> {
        words.next();
        throw new NotModelled("ip route … congctl");
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /// What was read.
  RouteMetrics metrics() {
    return new RouteMetrics(ImmutableSortedMap.copyOfSorted(values), ImmutableSet.copyOf(locked));
  }

  /// Goes to the value, over the word `lock`.
  private void readLock(RouteMetric metric) {
    if (words.next().equals("lock")) {
      locked.add(metric);
      words.next();
    }
  }

  private void readNumber(RouteMetric metric, String name) {
    readLock(metric);
    put(metric, Numbers.unsigned(words.word(), 32), "\"" + name + "\" value is invalid\n");
  }

  private void readFlag(RouteMetric metric, String name) {
    long value = words.nextUnsigned(32, "\"" + name + "\" value is invalid\n");
    if (value > 1) {
      throw words.invalid("\"" + name + "\" value should be 0 or 1\n", words.word());
    }
    values.put(metric, (int) value);
  }

  private void put(RouteMetric metric, @Nullable Long value, String wrong) {
    if (value == null) {
      throw words.invalid(wrong, words.word());
    }
    values.put(metric, value.intValue());
  }

  private void readTime(RouteMetric metric, String name, int scale) {
    readLock(metric);
    putTime(metric, name, scale);
  }

  /// A time with a unit is in milliseconds, and kept in fractions of one; a bare number is kept as
  /// it is.
  private void putTime(RouteMetric metric, String name, int scale) {
    String text = words.word();
    int end = 0;
    while (end < text.length() && "0123456789.".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    String unit = text.substring(end).toLowerCase(Locale.ROOT);
    double value = number(text.substring(0, end));
    double factor =
        switch (unit) {
          case "" -> 1;
          case "s", "sec", "secs" -> 1000.0 * scale;
          case "ms", "msec", "msecs" -> scale;
          default -> Double.NaN;
        };
    if (Double.isNaN(value * factor)) {
      throw words.invalid("\"" + name + "\" value is invalid\n", text);
    }
    double millis = unit.isEmpty() ? value : Math.ceil(value * factor / scale) * scale;
    values.put(metric, (int) (long) Math.ceil(millis));
  }

  private static double number(String digits) {
    try {
      return Double.parseDouble(digits);
    } catch (NumberFormatException none) {
      return Double.NaN;
    }
  }
}
