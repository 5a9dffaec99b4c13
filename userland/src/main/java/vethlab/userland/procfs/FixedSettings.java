package vethlab.userland.procfs;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.process.Process;

/// Settings that are shown and never change: what they control is not modelled.
final class FixedSettings implements Settings {

  private record Row(String value, int mode, boolean rootOnly) {}

  private static final ImmutableSortedMap<String, Row> ROWS = read();

  private static ImmutableSortedMap<String, Row> read() {
    ImmutableSortedMap.Builder<String, Row> rows = ImmutableSortedMap.naturalOrder();
    try (InputStream in = FixedSettings.class.getResourceAsStream("settings.txt")) {
      if (in == null) {
        throw new IllegalStateException("settings.txt is missing");
      }
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> {
            List<String> cells = Splitter.on('|').splitToList(line);
            String mode = cells.get(2);
            rows.put(
                cells.get(0),
                new Row(
                    cells.get(1).replace("\\n", "\n"),
                    Integer.parseInt(mode.substring(0, 3), 8),
                    mode.endsWith(" root")));
          });
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return rows.buildOrThrow();
  }

  @Override
  public ImmutableList<String> names(Process viewer) {
    return ROWS.keySet().stream()
        .filter(name -> find(viewer, name) != null)
        .collect(ImmutableList.toImmutableList());
  }

  @Override
  public @Nullable String find(Process viewer, String name) {
    Row row = ROWS.get(name);
    boolean inRoot = viewer.network() == viewer.table().namespaces().root();
    return row == null || (row.rootOnly && !inRoot) ? null : row.value;
  }

  @Override
  public int mode(String name) {
    return row(name).mode;
  }

  @Override
  public void write(Process viewer, String name, String text) {
    if (!text.strip().equals(row(name).value)) {
      throw new NotModelled("a change of " + name.replace('/', '.'));
    }
  }

  private static Row row(String name) {
    Row row = ROWS.get(name);
    if (row == null) {
      throw new KernelError(Errno.ENOENT);
    }
    return row;
  }
}
