package vethlab.userland.sysfs;

import com.google.common.base.Splitter;
import java.util.function.Consumer;
import java.util.function.Supplier;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.file.Node;
import vethlab.userland.procfs.Entries;
import vethlab.userland.procfs.Link;
import vethlab.userland.procfs.Numbers;

/// A directory of `/sys` in the making.
final class AttributeList {

  private final String path;
  private final Entries.Builder entries = Entries.builder(0755);

  AttributeList(String path) {
    this.path = path;
  }

  Entries build() {
    return entries.build();
  }

  AttributeList node(String name, Node node) {
    entries.put(name, node);
    return this;
  }

  AttributeList link(String name, String target) {
    return node(name, Link.to(target));
  }

  /// A property that cannot be changed, or whose change is not modelled.
  AttributeList shown(String name, int mode, Supplier<String> text) {
    return node(name, new Attribute(path + "/" + name, mode, text, null));
  }

  /// A property that nobody can change.
  AttributeList fixed(String name, Supplier<Object> value) {
    return shown(name, 0444, () -> value.get() + "\n");
  }

  /// Properties that are the same on every device, by names between blanks.
  AttributeList constant(String names, int mode, String value) {
    for (String name : Splitter.on(' ').split(names)) {
      shown(name, mode, () -> value + "\n");
    }
    return this;
  }

  /// Properties that cannot be read on any device, by names between blanks.
  AttributeList unreadable(String names, int mode, Errno why) {
    for (String name : Splitter.on(' ').split(names)) {
      shown(
          name,
          mode,
          () -> {
            throw new KernelError(why);
          });
    }
    return this;
  }

  /// A number that can be changed.
  AttributeList number(String name, Supplier<Object> value, Consumer<Long> change) {
    return node(
        name,
        new Attribute(
            path + "/" + name,
            0644,
            () -> value.get() + "\n",
            text -> change.accept(Numbers.unsigned(text))));
  }

  /// A switch, shown as 0 or 1.
  AttributeList flag(String name, Supplier<Boolean> value, Consumer<Boolean> change) {
    return number(name, () -> value.get() ? 1 : 0, number -> change.accept(number != 0));
  }

  /// A text that can be changed.
  AttributeList text(String name, Supplier<String> text, Consumer<String> change) {
    return node(name, new Attribute(path + "/" + name, 0644, text, change));
  }

  /// A file that can only be written.
  AttributeList action(String name, Consumer<String> action) {
    return node(name, new Attribute(path + "/" + name, 0200, null, action));
  }
}
