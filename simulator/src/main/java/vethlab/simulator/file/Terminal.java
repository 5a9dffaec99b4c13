package vethlab.simulator.file;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.time.WaitQueue;

/// A pseudo-terminal with the usual line discipline: lines, echo, and the keys ^C, ^\, ^Z, ^D, ^U,
/// backspace (`n_tty.c`, canonical mode).
///
/// It belongs to a session and has a foreground process group, both known by number only.
public final class Terminal implements Forkable {

  /// A key that stands for a signal.
  public enum Signal {
    INTERRUPT,
    QUIT,
    SUSPEND
  }

  /// Told when such a key is pressed: sends the signal to the foreground group.
  public interface SignalKeys {

    void pressed(Terminal terminal, Signal signal);
  }

  /// Where a typed line stands in a lab.
  public record Source(String file, int line) {}

  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  private record Line(byte[] octets, @Nullable Source source) {}

  private static final int INPUT_LIMIT = 4096;

  private final String name;
  private final WaitQueue readable;
  private final WaitQueue writable;
  private final ArrayDeque<Line> lines = new ArrayDeque<>();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private @Nullable Console console;
  private @Nullable SignalKeys signalKeys;
  private boolean echo = true;
  private boolean hungUp;
  private int session;
  private int foregroundGroup;
  private long pressed;
  private @Nullable Source typing;
  private @Nullable Source source;

  /// @param name the device's path, such as `/dev/pts/0`
  public Terminal(String name) {
    this.name = name;
    this.readable = new WaitQueue();
    this.writable = new WaitQueue();
  }

  private Terminal(Terminal original, Fork fork) {
    fork.enter(original, this);
    this.name = original.name;
    this.readable = fork.of(original.readable);
    this.writable = fork.of(original.writable);
    this.lines.addAll(original.lines);
    this.line.writeBytes(original.line.toByteArray());
    this.echo = original.echo;
    this.hungUp = original.hungUp;
    this.session = original.session;
    this.foregroundGroup = original.foregroundGroup;
    this.pressed = original.pressed;
    this.typing = original.typing;
    this.source = original.source;
  }

  /// The double shows its output to nobody until it is given a console.
  @Override
  public Terminal fork(Fork fork) {
    return new Terminal(this, fork);
  }

  public String name() {
    return name;
  }

  public void setConsole(@Nullable Console console) {
    this.console = console;
  }

  public void setSignalKeys(@Nullable SignalKeys keys) {
    this.signalKeys = keys;
  }

  /// The session whose controlling terminal it is; 0 for none.
  public int session() {
    return session;
  }

  public void setSession(int session) {
    this.session = session;
  }

  /// The process group that may read (`tcgetpgrp`).
  public int foregroundGroup() {
    return foregroundGroup;
  }

  public void setForegroundGroup(int group) {
    this.foregroundGroup = group;
  }

  /// Whether what is typed is shown.
  public void setEcho(boolean echo) {
    this.echo = echo;
  }

  /// Whether nothing typed is left to be read.
  public boolean isInputEmpty() {
    return lines.isEmpty() && line.size() == 0;
  }

  /// How many keys were pressed so far.
  public long pressed() {
    return pressed;
  }

  /// Types text; control characters are keys.
  public void type(String text) {
    type(text, null);
  }

  /// Types text that stands in a lab.
  public void type(String text, @Nullable Source from) {
    typing = from;
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      press(octet);
    }
  }

  /// Where the line most recently read stands in a lab, or null if that is not known.
  public @Nullable Source source() {
    return source;
  }

  /// Whether someone waits for a line to be typed, and nothing typed is left to be read.
  public boolean isAwaited() {
    return readable.isAwaited() && isInputEmpty();
  }

  /// The other side is gone: readers get end of file.
  public void hangUp() {
    hungUp = true;
    readable.wakeAll();
  }

  /// Shows octets.
  public void show(byte[] octets, int offset, int length) {
    if (console != null) {
      console.show(octets, offset, length);
    }
  }

  public WaitQueue readable() {
    return readable;
  }

  /// Opens it for reading and writing.
  public FileDescription open() {
    return new Opened(this);
  }

  private void press(byte octet) {
    pressed++;
    switch (octet) {
      case 3 -> signal(Signal.INTERRUPT, "^C");
      case 28 -> signal(Signal.QUIT, "^\\");
      case 26 -> signal(Signal.SUSPEND, "^Z");
      case 4 -> endLine();
      case 21 -> line.reset();
      case 8, 127 -> {
        byte[] typed = line.toByteArray();
        line.reset();
        line.write(typed, 0, Math.max(0, typed.length - 1));
      }
      case '\n', '\r' -> {
        line.write('\n');
        echo(new byte[] {'\n'});
        endLine();
      }
      default -> {
        if (line.size() < INPUT_LIMIT - 1) {
          line.write(octet);
          echo(new byte[] {octet});
        }
      }
    }
  }

  private void signal(Signal signal, String shown) {
    line.reset();
    lines.clear();
    echo(shown.getBytes(StandardCharsets.US_ASCII));
    if (signalKeys != null) {
      signalKeys.pressed(this, signal);
    }
  }

  private void endLine() {
    lines.add(new Line(line.toByteArray(), typing)); // an empty one is the end of file
    line.reset();
    readable.wakeAll();
  }

  private void echo(byte[] octets) {
    if (echo) {
      show(octets, 0, octets.length);
    }
  }

  private FileDescription.Read read(int limit) {
    Line first = lines.poll();
    if (first == null) {
      return hungUp ? FileDescription.END_OF_FILE : FileDescription.WOULD_BLOCK;
    }
    source = first.source();
    byte[] next = first.octets();
    if (next.length == 0) {
      return FileDescription.END_OF_FILE;
    }
    if (next.length > limit) {
      lines.addFirst(new Line(Arrays.copyOfRange(next, limit, next.length), source));
      next = Arrays.copyOf(next, limit);
    }
    return new FileDescription.Read.Data(next);
  }

  /// The terminal as an open file.
  public static final class Opened extends FileDescription {
    private final Terminal terminal;

    Opened(Terminal terminal) {
      this.terminal = terminal;
    }

    private Opened(Opened original, Fork fork) {
      super(original, fork);
      this.terminal = fork.of(original.terminal);
    }

    @Override
    public Opened fork(Fork fork) {
      return new Opened(this, fork);
    }

    public Terminal terminal() {
      return terminal;
    }

    @Override
    public Read read(int limit) {
      return terminal.read(limit);
    }

    @Override
    public int write(byte[] octets, int offset, int length) {
      terminal.show(octets, offset, length);
      return length;
    }

    @Override
    public WaitQueue readable() {
      return terminal.readable;
    }

    @Override
    public WaitQueue writable() {
      return terminal.writable;
    }

    @Override
    public String describe() {
      return terminal.name;
    }
  }
}
