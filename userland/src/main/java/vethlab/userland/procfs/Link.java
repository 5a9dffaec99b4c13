package vethlab.userland.procfs;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.file.FileViewer;
import vethlab.simulator.file.Node;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.process.Process;

/// A symbolic link that is made anew for each look, and may lead elsewhere than its text says.
public record Link(Function<Process, String> text, @Nullable Node destination)
    implements Node.Symlink {

  public static Link to(String text) {
    return new Link(viewer -> text, null);
  }

  @Override
  public Link fork(Fork fork) {
    fork.enter(this, this);
    return this;
  }

  @Override
  public int mode() {
    return 0777;
  }

  @Override
  public String target(FileViewer viewer) {
    return text.apply(Generated.viewer(viewer));
  }

  @Override
  public @Nullable Node jump(FileViewer viewer) {
    return destination;
  }
}
