package vethlab.simulator.file;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Map;
import java.util.TreeMap;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;

/// The numbered descriptors of one process (`files_struct`).
public final class Descriptors implements Forkable {

  private static final int LIMIT = 1024;

  private final TreeMap<Integer, FileDescription> open = new TreeMap<>();

  public Descriptors() {}

  private Descriptors(Descriptors original, Fork fork) {
    fork.enter(original, this);
    original.open.forEach((number, file) -> open.put(number, fork.of(file)));
  }

  @Override
  public Descriptors fork(Fork fork) {
    return new Descriptors(this, fork);
  }

  /// What a child gets: the same open files under the same numbers.
  public Descriptors inherited() {
    Descriptors child = new Descriptors();
    open.forEach((number, file) -> child.open.put(number, file.retain()));
    return child;
  }

  /// The open file under a number.
  ///
  /// @throws KernelError EBADF if there is none
  public FileDescription get(int number) {
    FileDescription file = open.get(number);
    if (file == null) {
      throw new KernelError(Errno.EBADF);
    }
    return file;
  }

  public boolean isOpen(int number) {
    return open.containsKey(number);
  }

  /// Takes over `file` under a number, closing what was there.
  public void set(int number, FileDescription file) {
    FileDescription before = open.put(number, file);
    if (before != null) {
      before.release();
    }
  }

  /// Takes over `file` under the lowest free number from `lowest` on.
  ///
  /// @throws KernelError EMFILE if there are too many
  public int add(int lowest, FileDescription file) {
    int number = lowest;
    while (open.containsKey(number)) {
      number++;
    }
    if (number >= LIMIT) {
      file.release();
      throw new KernelError(Errno.EMFILE);
    }
    open.put(number, file);
    return number;
  }

  /// Closes a number; does nothing if it is not open.
  public void close(int number) {
    FileDescription file = open.remove(number);
    if (file != null) {
      file.release();
    }
  }

  public void closeAll() {
    while (!open.isEmpty()) {
      open.pollFirstEntry().getValue().release();
    }
  }

  /// All of them by number.
  public Map<Integer, FileDescription> all() {
    return ImmutableSortedMap.copyOf(open);
  }
}
