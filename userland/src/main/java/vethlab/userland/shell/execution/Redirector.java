package vethlab.userland.shell.execution;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.file.FileDescription;
import vethlab.simulator.file.MemoryFile;
import vethlab.simulator.file.Node;
import vethlab.simulator.process.Process;
import vethlab.userland.shell.lexer.Characters;
import vethlab.userland.shell.state.Option;
import vethlab.userland.shell.syntax.HereDocument;
import vethlab.userland.shell.syntax.Redirection;

/// Makes redirections: first their words are expanded, then descriptors are opened and copied.
final class Redirector {

  private static final int FIRST_FREE = 10; // for {name}>file

  private final Shell shell;

  Redirector(Shell shell) {
    this.shell = shell;
  }

  /// Expands the words of redirections, in order.
  List<Redirect> resolve(List<Redirection> redirections) {
    List<Redirect> resolved = new ArrayList<>();
    for (Redirection redirection : redirections) {
      resolve(resolved, redirection);
    }
    return resolved;
  }

  private void resolve(List<Redirect> out, Redirection redirection) {
    int number = redirection.number();
    String variable = redirection.variable();
    if (variable != null) {
      number = numberFor(variable, redirection);
    }
    switch (redirection.kind()) {
      case INPUT -> out.add(file(number, redirection, Node.OpenMode.READ, false));
      case OUTPUT ->
          out.add(
              file(number, redirection, Node.OpenMode.WRITE, shell.options().is(Option.NOCLOBBER)));
      case CLOBBER -> out.add(file(number, redirection, Node.OpenMode.WRITE, false));
      case APPEND -> out.add(file(number, redirection, Node.OpenMode.APPEND, false));
      case READ_WRITE -> out.add(file(number, redirection, Node.OpenMode.READ_WRITE, false));
      case HERE_DOCUMENT -> {
        HereDocument document = redirection.document();
        String text = document == null ? "" : shell.expander().quoted(document.text());
        out.add(new Redirect.FromText(number, text));
      }
      case HERE_STRING ->
          out.add(
              new Redirect.FromText(number, shell.expander().single(redirection.target()) + "\n"));
      case BOTH -> both(out, redirection, Node.OpenMode.WRITE);
      case BOTH_APPEND -> both(out, redirection, Node.OpenMode.APPEND);
      case DUPLICATE_INPUT, DUPLICATE_OUTPUT -> duplicate(out, number, redirection);
    }
  }

  private void both(List<Redirect> out, Redirection redirection, Node.OpenMode mode) {
    boolean exclusive = !mode.append() && shell.options().is(Option.NOCLOBBER);
    out.add(file(1, redirection, mode, exclusive));
    out.add(new Redirect.Copy(2, 1, false));
  }

  private void duplicate(List<Redirect> out, int number, Redirection redirection) {
    String target = target(redirection);
    if (target.equals("-")) {
      out.add(new Redirect.Close(number));
      return;
    }
    boolean move = target.endsWith("-");
    String digits = move ? target.substring(0, target.length() - 1) : target;
    if (Characters.isNumber(digits)) {
      int from = digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
      out.add(new Redirect.Copy(number, from, move));
    } else if (redirection.kind() == Redirection.Kind.DUPLICATE_OUTPUT
        && redirection.descriptor() < 0) {
      both(out, redirection, Node.OpenMode.WRITE);
    } else {
      throw new RedirectionFault(redirection.target().text() + ": ambiguous redirect");
    }
  }

  private Redirect file(
      int number, Redirection redirection, Node.OpenMode mode, boolean exclusive) {
    String path = target(redirection);
    if (path.startsWith("/dev/tcp/") || path.startsWith("/dev/udp/")) {
      throw new NotModelled("the shell's " + path.substring(0, 8) + " redirection");
    }
    return new Redirect.ToFile(number, path, mode, exclusive);
  }

  private String target(Redirection redirection) {
    List<String> fields = shell.expander().fields(redirection.target());
    if (fields.size() != 1) {
      throw new RedirectionFault(redirection.target().text() + ": ambiguous redirect");
    }
    return fields.getFirst();
  }

  /// The descriptor of `{name}`: a new one, or for `{name}>&-` the one that the variable holds.
  private int numberFor(String variable, Redirection redirection) {
    boolean closes = "-".equals(redirection.target().plain());
    if (closes) {
      String text = shell.variables().text(variable);
      return text != null && Characters.isNumber(text) ? Integer.parseInt(text) : -1;
    }
    int number = FIRST_FREE;
    while (shell.process().files().isOpen(number)) {
      number++;
    }
    shell.expander().assigner().assign(variable, null, Integer.toString(number), false);
    return number;
  }

  /// Descriptors as they were before redirections, to be put back.
  static final class Saved {
    private record Before(int number, @Nullable FileDescription file) {}

    private final Process process;
    private final List<Before> before = new ArrayList<>();

    private Saved(Process process) {
      this.process = process;
    }

    private void save(int number) {
      FileDescription file =
          process.files().isOpen(number) ? process.files().get(number).retain() : null;
      before.add(new Before(number, file));
    }

    /// Puts all back.
    void restore() {
      for (Before each : before.reversed()) {
        if (each.file == null) {
          process.files().close(each.number);
        } else {
          process.files().set(each.number, each.file);
        }
      }
      before.clear();
    }

    /// Lets go of what was there before.
    void discard() {
      for (Before each : before) {
        if (each.file != null) {
          each.file.release();
        }
      }
      before.clear();
    }
  }

  /// Makes redirections for as long as a builtin or a compound command runs.
  ///
  /// @throws RedirectionFault if one cannot be made; then all are put back
  Saved apply(List<Redirect> redirects) {
    Process process = shell.process();
    Saved saved = new Saved(process);
    try {
      for (Redirect redirect : redirects) {
        saved.save(number(redirect));
        make(process, redirect);
      }
    } catch (RedirectionFault fault) {
      saved.restore();
      throw fault;
    }
    return saved;
  }

  private static int number(Redirect redirect) {
    return switch (redirect) {
      case Redirect.ToFile file -> file.number();
      case Redirect.FromText text -> text.number();
      case Redirect.Copy copy -> copy.number();
      case Redirect.Close close -> close.number();
    };
  }

  /// Makes redirections for good.
  static void applyForGood(Process process, List<Redirect> redirects) {
    redirects.forEach(redirect -> make(process, redirect));
  }

  private static void make(Process process, Redirect redirect) {
    switch (redirect) {
      case Redirect.ToFile file -> open(process, file);
      case Redirect.FromText(int number, String text) -> {
        MemoryFile here = new MemoryFile(0600);
        here.setContent(text.getBytes(StandardCharsets.UTF_8));
        process.files().set(number, here.open(process, Node.OpenMode.READ));
      }
      case Redirect.Copy(int number, int from, boolean move) -> {
        if (!process.files().isOpen(from)) {
          throw new RedirectionFault(from + ": " + Errno.EBADF.text());
        }
        if (from != number) {
          process.files().set(number, process.files().get(from).retain());
          if (move) {
            process.files().close(from);
          }
        }
      }
      case Redirect.Close(int number) -> process.files().close(number);
    }
  }

  private static void open(Process process, Redirect.ToFile file) {
    Integer same = descriptorPath(file.path());
    if (same != null) {
      make(process, new Redirect.Copy(file.number(), same, false));
      return;
    }
    if (file.path().isEmpty()) {
      throw new RedirectionFault(": " + Errno.ENOENT.text());
    }
    try {
      if (file.exclusive() && isRegular(process, file.path())) {
        throw new RedirectionFault(file.path() + ": cannot overwrite existing file");
      }
      FileDescription opened =
          process
              .table()
              .files()
              .open(
                  process, process.directory(), file.path(), file.mode(), 0666 & ~process.umask());
      process.files().set(file.number(), opened);
    } catch (KernelError error) {
      throw new RedirectionFault(
          file.path() + ": " + error.errno().text(), inDash(file, error.errno()));
    }
  }

  private static String inDash(Redirect.ToFile file, Errno errno) {
    boolean create = file.mode().write();
    String why =
        errno != Errno.ENOENT ? errno.text() : create ? "Directory nonexistent" : "No such file";
    return "cannot " + (create ? "create " : "open ") + file.path() + ": " + why;
  }

  private static boolean isRegular(Process process, String path) {
    return process.table().files().find(process, process.directory(), path) instanceof MemoryFile;
  }

  /// The number in `/dev/fd/N` and its kin, which bash takes by itself; else null.
  private static @Nullable Integer descriptorPath(String path) {
    return switch (path) {
      case "/dev/stdin" -> 0;
      case "/dev/stdout" -> 1;
      case "/dev/stderr" -> 2;
      default -> {
        String digits = path.startsWith("/dev/fd/") ? path.substring(8) : "";
        yield Characters.isNumber(digits) && digits.length() < 9 ? Integer.valueOf(digits) : null;
      }
    };
  }
}
