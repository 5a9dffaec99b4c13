package vethlab.userland.netcat;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.file.FileDescription;
import vethlab.simulator.file.Terminal;
import vethlab.simulator.process.Process;
import vethlab.simulator.time.SimTime;
import vethlab.simulator.time.WaitQueue;

/// Standard input to the network and the network to standard output, until both are done
/// (`readwrite`).
final class Exchange {

  private static final int CAPACITY = 16384;
  private static final byte[] NOTHING = new byte[0];

  private final Process self;
  private final NetcatOptions options;
  private final Line line;
  private boolean inputOpen;
  private boolean networkOutOpen = true;
  private boolean networkInOpen = true;
  private boolean outputOpen = true;
  private byte[] toNetwork = NOTHING;
  private byte[] toOutput = NOTHING;

  /// The keys that its terminal had felt when it last looked. In the background it feels each one
  /// as soon as the shell does, and is stopped for trying to read it.
  private long pressedBefore;

  private int continuationsBefore;

  /// Octets moved so far.
  private long moved;

  /// @param first what has come in already
  Exchange(Process self, NetcatOptions options, Line line, byte[] first) {
    this.self = self;
    this.options = options;
    this.line = line;
    this.inputOpen = !options.detached && self.files().isOpen(0);
    this.toOutput = first;
    if (inputOpen && input() instanceof Terminal.Opened opened) {
      this.pressedBefore = opened.terminal().pressed();
    }
  }

  /// Runs it to its end.
  ///
  /// @return whether the program is to go on; with `-q` it ends some time later instead
  boolean run() {
    while (!isDone()) {
      if (options.intervalSeconds > 0) {
        self.sleep(Duration.ofSeconds(options.intervalSeconds));
      }
      SimTime deadline =
          options.timeoutSeconds < 0
              ? null
              : self.now().plus(Duration.ofSeconds(options.timeoutSeconds));
      while (!work()) {
        if (self.await(queues(), deadline) == Process.Woken.TIMEOUT) {
          return true;
        }
      }
    }
    return options.quitSeconds <= 0;
  }

  private boolean isDone() {
    boolean empty = toNetwork.length == 0 && toOutput.length == 0;
    return (!inputOpen && !networkInOpen && empty)
        || (!networkOutOpen && !outputOpen)
        || (options.listen && !networkInOpen && empty);
  }

  /// What can change something.
  private List<WaitQueue> queues() {
    List<WaitQueue> queues = new ArrayList<>();
    if (inputOpen && toNetwork.length < CAPACITY) {
      queues.add(input().readable());
    }
    queues.add(line.file().readable());
    if (toNetwork.length > 0) {
      queues.add(line.file().writable());
    }
    return queues;
  }

  /// Does what can be done now.
  ///
  /// @return whether there was anything
  private boolean work() {
    long movedBefore = moved;
    boolean[] before = {inputOpen, networkOutOpen, networkInOpen, outputOpen};
    followNetworkState();
    if (inputOpen && toNetwork.length < CAPACITY) {
      readInput();
    }
    if (networkOutOpen && toNetwork.length > 0) {
      send();
    }
    if (networkInOpen && toOutput.length < CAPACITY) {
      receive();
    }
    if (outputOpen && toOutput.length > 0) {
      print();
    }
    closeWhatIsDone();
    boolean[] after = {inputOpen, networkOutOpen, networkInOpen, outputOpen};
    return moved != movedBefore || !Arrays.equals(before, after);
  }

  private void followNetworkState() {
    if (line.isBroken()) {
      networkOutOpen = false;
      networkInOpen = false;
    }
    if (line.isHungUp() && networkOutOpen) {
      networkOutOpen = false;
    }
    if (!networkOutOpen) {
      inputOpen = false;
    }
    if (!outputOpen) {
      networkInOpen = false;
    }
  }

  private void closeWhatIsDone() {
    if (!inputOpen && toNetwork.length == 0 && networkOutOpen) {
      if (options.halfClose) {
        line.shutdown();
        if (options.udp) {
          networkInOpen = false;
        }
      }
      networkOutOpen = false;
    }
    if (!networkInOpen && toOutput.length == 0) {
      outputOpen = false;
    }
  }

  // ---- Moving octets ----

  private FileDescription input() {
    return self.files().get(0);
  }

  private void readInput() {
    FileDescription input = input();
    if (input instanceof Terminal.Opened opened && self.isInBackgroundOf(opened.terminal())) {
      boolean felt =
          opened.terminal().pressed() != pressedBefore
              && self.continuations() == continuationsBefore;
      pressedBefore = opened.terminal().pressed();
      continuationsBefore = self.continuations();
      if (!felt) {
        return;
      }
      inputOpen = append(self.read(0, CAPACITY - toNetwork.length)); // stops it
      return;
    }
    try {
      switch (input.read(CAPACITY - toNetwork.length)) {
        case FileDescription.Read.Data(byte[] octets) -> append(octets);
        case FileDescription.Read.EndOfFile end -> inputOpen = false;
        case FileDescription.Read.WouldBlock later -> {}
      }
    } catch (KernelError error) {
      inputOpen = false;
    }
  }

  private boolean append(byte @Nullable [] octets) {
    if (octets == null) {
      return false;
    }
    moved += octets.length;
    toNetwork = joined(toNetwork, options.carriageReturns ? withReturns(octets) : octets);
    return true;
  }

  private static byte[] withReturns(byte[] octets) {
    ByteArrayOutputStream longer = new ByteArrayOutputStream();
    for (byte octet : octets) {
      if (octet == '\n') {
        longer.write('\r');
      }
      longer.write(octet);
    }
    return longer.toByteArray();
  }

  private void send() {
    try {
      int taken = line.send(toNetwork);
      moved += taken;
      toNetwork = Arrays.copyOfRange(toNetwork, taken, toNetwork.length);
    } catch (KernelError error) {
      toNetwork = NOTHING;
      networkOutOpen = false;
    }
  }

  private void receive() {
    try {
      switch (line.file().read(CAPACITY - toOutput.length)) {
        case FileDescription.Read.Data(byte[] octets) -> {
          moved += octets.length;
          toOutput = joined(toOutput, octets);
        }
        case FileDescription.Read.EndOfFile end -> networkInOpen = false;
        case FileDescription.Read.WouldBlock later -> {}
      }
    } catch (KernelError error) {
      networkInOpen = false;
    }
  }

  private void print() {
    byte[] octets = toOutput;
    toOutput = NOTHING;
    moved += octets.length;
    try {
      self.write(1, octets);
    } catch (KernelError error) {
      if (error.errno() != Errno.EPIPE && error.errno() != Errno.EBADF) {
        throw error;
      }
      outputOpen = false;
    }
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
