package vethlab.userland.shell.execution;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import vethlab.userland.program.WallClock;
import vethlab.userland.shell.grammar.Parser;

/// Prompts: `\h`, `\w`, `\$` and their kin filled in, then expanded like text in double quotes.
public final class Prompt {

  private final Shell shell;

  public Prompt(Shell shell) {
    this.shell = shell;
  }

  public String fill(String text) {
    String decoded = decode(text);
    if (!shell.options().extra("promptvars")
        || (decoded.indexOf('$') < 0 && decoded.indexOf('`') < 0)) {
      return decoded.replace("\\\\", "\\");
    }
    return shell.expander().quoted(Parser.quotedText(decoded, shell.line(), shell.aliases()));
  }

  private String decode(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\' || i + 1 == text.length()) {
        out.append(c);
        continue;
      }
      char kind = text.charAt(++i);
      switch (kind) {
        case 'a' -> out.append('\007');
        case 'e' -> out.append('\033');
        case 'n' -> out.append('\n');
        case 'r' -> out.append('\r');
        case '[', ']' -> {}
        case '\\' -> out.append("\\\\");
        case '$' -> out.append('#'); // root
        case 'h' -> out.append(hostname().split("\\.", 2)[0]);
        case 'H' -> out.append(hostname());
        case 'u' -> out.append("root");
        case 'w' -> out.append(directory());
        case 'W' -> out.append(lastDirectory());
        case 's' -> out.append(shell.settings().baseName());
        case 'v' -> out.append("5.2");
        case 'V' -> out.append("5.2.15");
        case 'j' -> out.append(shell.jobs().all().size());
        case 'l' -> out.append(terminalName());
        case '#', '!' -> out.append(commandNumber());
        case 't' -> out.append(time("HH:mm:ss"));
        case 'T' -> out.append(time("hh:mm:ss"));
        case '@' -> out.append(time("hh:mm a"));
        case 'A' -> out.append(time("HH:mm"));
        case 'd' -> out.append(time("EEE MMM dd"));
        case '0', '1', '2', '3', '4', '5', '6', '7' -> {
          int end = i;
          while (end < text.length() && end < i + 3 && Character.digit(text.charAt(end), 8) >= 0) {
            end++;
          }
          out.append((char) Integer.parseInt(text.substring(i, end), 8));
          i = end - 1;
        }
        default -> out.append('\\').append(kind);
      }
    }
    return out.toString();
  }

  private String hostname() {
    String name = shell.variables().text("HOSTNAME");
    return name == null ? shell.process().uts().hostname() : name;
  }

  private String directory() {
    String here = shell.directory();
    String home = shell.variables().text("HOME");
    if (home != null && home.length() > 1) {
      if (here.equals(home)) {
        return "~";
      }
      if (here.startsWith(home + "/")) {
        return "~" + here.substring(home.length());
      }
    }
    return here;
  }

  private String lastDirectory() {
    String shown = directory();
    int slash = shown.lastIndexOf('/');
    return shown.equals("/") || shown.equals("~") ? shown : shown.substring(slash + 1);
  }

  private String terminalName() {
    var terminal = shell.process().terminal();
    if (terminal == null) {
      return "tty";
    }
    return terminal.name().substring(terminal.name().lastIndexOf('/') + 1);
  }

  private String commandNumber() {
    return Integer.toString(shell.commandNumber());
  }

  private String time(String pattern) {
    ZonedDateTime now = WallClock.now(shell.process()).atZone(ZoneOffset.UTC);
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(now);
  }
}
