package vethlab.userland.procfs;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.file.FileViewer;
import vethlab.simulator.file.Node;
import vethlab.simulator.process.Process;

/// A generated directory with fixed names.
public final class Entries extends GeneratedDirectory {

  private final ImmutableSortedMap<String, Node> nodes;

  private final int mode;

  private Entries(ImmutableSortedMap<String, Node> nodes, int mode) {
    this.nodes = nodes;
    this.mode = mode;
  }

  public static Builder builder() {
    return builder(0555);
  }

  /// A directory with a mode of its own.
  public static Builder builder(int mode) {
    return new Builder(mode);
  }

  @Override
  public int mode() {
    return mode;
  }

  /// A kernel file system that has modes says by them that nobody can make files.
  @Override
  public void put(String name, Node node) {
    if ((mode & 0222) != 0) {
      throw new KernelError(Errno.EACCES);
    }
    super.put(name, node);
  }

  @Override
  public @Nullable Node find(FileViewer viewer, String name) {
    return nodes.get(name);
  }

  @Override
  public ImmutableList<String> names(FileViewer viewer) {
    return nodes.keySet().asList();
  }

  public static final class Builder {
    private final ImmutableSortedMap.Builder<String, Node> nodes =
        ImmutableSortedMap.naturalOrder();
    private final int mode;

    private Builder(int mode) {
      this.mode = mode;
    }

    public Builder put(String name, Node node) {
      nodes.put(name, node);
      return this;
    }

    /// A file that shows a text.
    public Builder file(String name, Function<Process, String> text) {
      return put(name, new Generated(text));
    }

    /// Files that the real kernel has and whose content is not known, by names between blanks.
    public Builder unmodelled(String directory, String names) {
      for (String name : Splitter.on(' ').split(names)) {
        put(name, new Unmodelled(directory + "/" + name));
      }
      return this;
    }

    public Entries build() {
      return new Entries(nodes.buildOrThrow(), mode);
    }
  }
}
