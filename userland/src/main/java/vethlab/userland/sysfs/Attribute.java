package vethlab.userland.sysfs;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.file.FileDescription;
import vethlab.simulator.file.FileViewer;
import vethlab.simulator.file.Node;
import vethlab.simulator.fork.Fork;
import vethlab.userland.procfs.Generated;
import vethlab.userland.procfs.Written;

/// A file that shows one property of something, and may change it (`struct kobj_attribute`).
///
/// It is a view that is made anew for each look; nothing keeps it.
///
/// @param shown its text; null if it can only be written
/// @param change what a write does; null if nothing is known of it
record Attribute(
    String path, int mode, @Nullable Supplier<String> shown, @Nullable Consumer<String> change)
    implements Node.Openable {

  private static final int PAGE = 4096;

  @Override
  public Attribute fork(Fork fork) {
    fork.enter(this, this);
    return this;
  }

  @Override
  public FileDescription open(FileViewer viewer, OpenMode how) {
    if (how.write()) {
      if ((mode & 0200) == 0) {
        throw new KernelError(Errno.EACCES);
      }
      return new Written(text -> {
        if (change == null) {
          throw new NotModelled("writing to " + path);
        }
        change.accept(text);
      });
    }
    if (shown == null) {
      throw new KernelError(Errno.EACCES);
    }
    return new Generated.Opened(shown.get());
  }

  /// All such files have the length of a page.
  @Override
  public long length(FileViewer viewer) {
    return PAGE;
  }
}
