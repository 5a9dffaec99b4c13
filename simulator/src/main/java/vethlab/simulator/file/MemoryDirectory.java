package vethlab.simulator.file;

import com.google.common.collect.ImmutableList;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fork.Fork;

/// A directory kept in memory (`tmpfs`).
public final class MemoryDirectory implements Node.Directory {

  private final TreeMap<String, Node> entries = new TreeMap<>();
  private int mode;

  public MemoryDirectory(int mode) {
    this.mode = mode;
  }

  private MemoryDirectory(MemoryDirectory original, Fork fork) {
    fork.enter(original, this);
    this.mode = original.mode;
    original.entries.forEach((name, node) -> entries.put(name, fork.of(node)));
  }

  @Override
  public MemoryDirectory fork(Fork fork) {
    return new MemoryDirectory(this, fork);
  }

  @Override
  public int mode() {
    return mode;
  }

  public void setMode(int mode) {
    this.mode = mode;
  }

  @Override
  public @Nullable Node find(FileViewer viewer, String name) {
    return entries.get(name);
  }

  @Override
  public ImmutableList<String> names(FileViewer viewer) {
    return ImmutableList.copyOf(entries.keySet());
  }

  @Override
  public void put(String name, Node node) {
    entries.put(name, node);
  }

  @Override
  public void remove(String name) {
    if (entries.remove(name) == null) {
      throw new KernelError(Errno.ENOENT);
    }
  }
}
