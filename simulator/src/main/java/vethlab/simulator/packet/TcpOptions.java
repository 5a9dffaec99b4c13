package vethlab.simulator.packet;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;

/// The options of a TCP segment that the kernel understands (`tcp_parse_options`).
///
/// @param maximumSegmentSize 16 bits, or null
/// @param windowScale the shift count, or null
/// @param selectiveAcknowledgements what the sender has beyond its acknowledgement number, at most
///   4
public record TcpOptions(
    @Nullable Integer maximumSegmentSize,
    boolean selectiveAcknowledgementPermitted,
    @Nullable Timestamps timestamps,
    @Nullable Integer windowScale,
    ImmutableList<Block> selectiveAcknowledgements) {

  public static final TcpOptions NONE = new TcpOptions(null, false, null, null, ImmutableList.of());

  private static final int END = 0;
  private static final int NOTHING = 1;
  private static final int MAXIMUM_SEGMENT_SIZE = 2;
  private static final int WINDOW_SCALE = 3;
  private static final int SACK_PERMITTED = 4;
  private static final int SACK = 5;
  private static final int TIMESTAMPS = 8;

  /// The timestamps option (RFC 7323, 3): 32 bits each in an int.
  public record Timestamps(int value, int echoReply) {}

  /// Sequence numbers received, from `left` to before `right`.
  public record Block(int left, int right) {}

  public TcpOptions {
    if (maximumSegmentSize != null) {
      FieldRange.check16("maximum segment size", maximumSegmentSize);
    }
    if (windowScale != null) {
      FieldRange.check8("window scale", windowScale);
    }
    if (selectiveAcknowledgements.size() > 4) {
      throw new IllegalArgumentException(selectiveAcknowledgements.size() + " SACK blocks");
    }
  }

  /// What a segment with a window and no options but timestamps carries.
  public static TcpOptions of(Timestamps timestamps) {
    return new TcpOptions(null, false, timestamps, null, ImmutableList.of());
  }

  /// Reads options: unknown ones and those of a wrong length are passed over, and reading ends at
  /// the first one that reaches beyond the end.
  public static TcpOptions parse(Bytes options) {
    Integer mss = null;
    boolean permitted = false;
    Timestamps timestamps = null;
    Integer scale = null;
    ImmutableList<Block> blocks = ImmutableList.of();
    int at = 0;
    while (at < options.length() && options.at(at) != END) {
      int kind = options.at(at);
      if (kind == NOTHING) {
        at++;
        continue;
      }
      int length = at + 1 < options.length() ? options.at(at + 1) : 0;
      if (length < 2 || at + length > options.length()) {
        break;
      }
      switch (kind) {
        case MAXIMUM_SEGMENT_SIZE -> {
          if (length == 4) {
            mss = word(options, at + 2);
          }
        }
        case WINDOW_SCALE -> {
          if (length == 3) {
            scale = options.at(at + 2);
          }
        }
        case SACK_PERMITTED -> permitted |= length == 2;
        case TIMESTAMPS -> {
          if (length == 10) {
            timestamps = new Timestamps(doubleWord(options, at + 2), doubleWord(options, at + 6));
          }
        }
        case SACK -> {
          if (length >= 10 && (length - 2) % 8 == 0) {
            blocks = blocks(options, at + 2, at + length);
          }
        }
        default -> {}
      }
      at += length;
    }
    return new TcpOptions(mss, permitted, timestamps, scale, blocks);
  }

  /// The octets as Linux lays them out, in its order (`tcp_options_write`).
  ///
  /// @throws IllegalArgumentException if they are more than 40
  public Bytes toBytes() {
    byte[] octets = new byte[80];
    int at = 0;
    if (maximumSegmentSize != null) {
      at = put(octets, at, MAXIMUM_SEGMENT_SIZE, 4, maximumSegmentSize >> 8, maximumSegmentSize);
    }
    if (timestamps != null) {
      at =
          selectiveAcknowledgementPermitted
              ? put(octets, at, SACK_PERMITTED, 2)
              : put(octets, at, NOTHING, NOTHING);
      at = put(octets, at, TIMESTAMPS, 10);
      at = putDoubleWord(octets, at, timestamps.value);
      at = putDoubleWord(octets, at, timestamps.echoReply);
    } else if (selectiveAcknowledgementPermitted) {
      at = put(octets, at, NOTHING, NOTHING, SACK_PERMITTED, 2);
    }
    if (windowScale != null) {
      at = put(octets, at, NOTHING, WINDOW_SCALE, 3, windowScale);
    }
    if (!selectiveAcknowledgements.isEmpty()) {
      at = put(octets, at, NOTHING, NOTHING, SACK, 2 + 8 * selectiveAcknowledgements.size());
      for (Block block : selectiveAcknowledgements) {
        at = putDoubleWord(octets, at, block.left);
        at = putDoubleWord(octets, at, block.right);
      }
    }
    if (at > 40) {
      throw new IllegalArgumentException("TCP options of " + at + " octets");
    }
    return Bytes.of(octets, 0, at);
  }

  private static ImmutableList<Block> blocks(Bytes options, int from, int to) {
    ImmutableList.Builder<Block> blocks = ImmutableList.builder();
    for (int at = from; at < to; at += 8) {
      blocks.add(new Block(doubleWord(options, at), doubleWord(options, at + 4)));
    }
    return blocks.build();
  }

  private static int word(Bytes options, int at) {
    return options.at(at) << 8 | options.at(at + 1);
  }

  private static int doubleWord(Bytes options, int at) {
    return word(options, at) << 16 | word(options, at + 2);
  }

  private static int put(byte[] octets, int at, int... values) {
    for (int i = 0; i < values.length; i++) {
      octets[at + i] = (byte) values[i];
    }
    return at + values.length;
  }

  private static int putDoubleWord(byte[] octets, int at, int value) {
    return put(octets, at, value >>> 24, value >>> 16, value >>> 8, value);
  }
}
