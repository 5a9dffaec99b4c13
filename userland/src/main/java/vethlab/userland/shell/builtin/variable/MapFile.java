package vethlab.userland.shell.builtin.variable;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import vethlab.simulator.errno.LimitReached;
import vethlab.simulator.errno.NotModelled;
import vethlab.userland.shell.builtin.Usage;
import vethlab.userland.shell.execution.Shell;
import vethlab.userland.shell.lexer.Characters;
import vethlab.userland.shell.state.Value;
import vethlab.userland.shell.state.Variable;
import vethlab.userland.shell.state.Variables;

/// `mapfile`, also called `readarray`: lines into the elements of an array.
public final class MapFile {

  private MapFile() {}

  public static int run(Shell shell, String name, List<String> arguments) {
    Usage.Parsed parsed = Usage.parse(shell, name, "d:n:O:s:tu:C:c:", arguments);
    if (parsed.bad()) {
      return 2;
    }
    if (parsed.has('C')) {
      throw new NotModelled(name + " -C");
    }
    String array = parsed.rest().isEmpty() ? "MAPFILE" : parsed.rest().getFirst();
    if (!Characters.isName(array)) {
      shell.complain(name + ": `" + array + "': not a valid identifier");
      return 1;
    }
    int descriptor = number(parsed.argument('u'), 0);
    if (!shell.process().files().isOpen(descriptor)) {
      shell.complain(name + ": " + descriptor + ": invalid file descriptor: Bad file descriptor");
      return 1;
    }
    String text = readAll(shell, descriptor);
    String delimiter = parsed.argument('d');
    char end = delimiter == null ? '\n' : delimiter.isEmpty() ? '\0' : delimiter.charAt(0);
    Variable variable = shell.variables().findOrMake(shell.expander().assigner().resolve(array));
    NavigableMap<Long, String> elements = parsed.has('O') ? variable.indexed() : new TreeMap<>();
    long index = number(parsed.argument('O'), 0);
    int skip = number(parsed.argument('s'), 0);
    int most = number(parsed.argument('n'), 0);
    int count = 0;
    int at = 0;
    while (at < text.length() && (most == 0 || count < most)) {
      int next = text.indexOf(end, at);
      int stop = next < 0 ? text.length() : next + 1;
      String line = text.substring(at, stop);
      at = stop;
      if (skip > 0) {
        skip--;
        continue;
      }
      if (parsed.has('t') && next >= 0) {
        line = line.substring(0, line.length() - 1);
      }
      elements.put(index++, line);
      count++;
    }
    variable.setValue(new Value.Indexed(elements));
    return 0;
  }

  private static int number(@org.jspecify.annotations.Nullable String text, int usual) {
    return text != null && text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : usual;
  }

  private static String readAll(Shell shell, int descriptor) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    byte[] more = shell.process().read(descriptor, 65536);
    while (more != null) {
      octets.writeBytes(more);
      if (octets.size() > Variables.LONGEST) {
        throw new LimitReached(LimitReached.Limit.MEMORY);
      }
      more = shell.process().read(descriptor, 65536);
    }
    return octets.toString(StandardCharsets.UTF_8);
  }
}
