package vethlab.userland.shell.expansion;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.LimitReached;
import vethlab.userland.shell.syntax.Word;
import vethlab.userland.shell.syntax.WordPart;

/// `a{b,c}d` and `{1..9}`: one word becomes several, before anything else happens to it.
final class Braces {

  private static final int MOST_WORDS = 1 << 20;

  /// A plain character, or a part that is kept whole.
  private sealed interface Atom {

    record Char(char c) implements Atom {}

    record Whole(WordPart part) implements Atom {}
  }

  private Braces() {}

  static List<Word> expand(Word word) {
    boolean any =
        word.parts().stream()
            .anyMatch(part -> part instanceof WordPart.Literal(String text) && text.contains("{"));
    if (!any) {
      return List.of(word);
    }
    List<List<Atom>> expanded = expand(atoms(word));
    if (expanded.size() == 1) {
      return List.of(word);
    }
    return expanded.stream().map(atoms -> word(atoms, word)).toList();
  }

  private static List<Atom> atoms(Word word) {
    List<Atom> atoms = new ArrayList<>();
    for (WordPart part : word.parts()) {
      if (part instanceof WordPart.Literal(String text)) {
        text.chars().forEach(c -> atoms.add(new Atom.Char((char) c)));
      } else {
        atoms.add(new Atom.Whole(part));
      }
    }
    return atoms;
  }

  private static Word word(List<Atom> atoms, Word from) {
    ImmutableList.Builder<WordPart> parts = ImmutableList.builder();
    StringBuilder text = new StringBuilder();
    for (Atom atom : atoms) {
      switch (atom) {
        case Atom.Char(char c) -> text.append(c);
        case Atom.Whole(WordPart part) -> {
          if (!text.isEmpty()) {
            parts.add(new WordPart.Literal(text.toString()));
            text.setLength(0);
          }
          parts.add(part);
        }
      }
    }
    if (!text.isEmpty()) {
      parts.add(new WordPart.Literal(text.toString()));
    }
    return new Word(parts.build(), from.text(), from.line());
  }

  private static List<List<Atom>> expand(List<Atom> atoms) {
    for (int open = 0; open < atoms.size(); open++) {
      if (!is(atoms.get(open), '{')) {
        continue;
      }
      int close = closing(atoms, open);
      if (close < 0) {
        continue;
      }
      List<Atom> inside = atoms.subList(open + 1, close);
      List<List<Atom>> choices = choices(inside);
      if (choices == null) {
        choices = sequence(inside);
      }
      if (choices == null) {
        continue;
      }
      List<Atom> before = atoms.subList(0, open);
      List<List<Atom>> after = expand(atoms.subList(close + 1, atoms.size()));
      List<List<Atom>> all = new ArrayList<>();
      for (List<Atom> choice : choices) {
        for (List<Atom> rest : after) {
          List<Atom> one = new ArrayList<>(before);
          one.addAll(choice);
          one.addAll(rest);
          all.add(one);
        }
        if (all.size() > MOST_WORDS) {
          throw new LimitReached(LimitReached.Limit.MEMORY);
        }
      }
      return all;
    }
    return List.of(atoms);
  }

  private static boolean is(Atom atom, char wanted) {
    return atom instanceof Atom.Char(char c) && c == wanted;
  }

  private static int closing(List<Atom> atoms, int open) {
    int depth = 0;
    for (int i = open; i < atoms.size(); i++) {
      depth += is(atoms.get(i), '{') ? 1 : is(atoms.get(i), '}') ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  /// The choices between commas, themselves expanded; null if there is no comma.
  private static @Nullable List<List<Atom>> choices(List<Atom> inside) {
    List<List<Atom>> choices = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < inside.size(); i++) {
      Atom atom = inside.get(i);
      depth += is(atom, '{') ? 1 : is(atom, '}') ? -1 : 0;
      if (depth == 0 && is(atom, ',')) {
        choices.addAll(expand(inside.subList(start, i)));
        start = i + 1;
      }
    }
    if (start == 0) {
      return null;
    }
    choices.addAll(expand(inside.subList(start, inside.size())));
    return choices;
  }

  /// `from..to` or `from..to..step`, of numbers or of single letters.
  private static @Nullable List<List<Atom>> sequence(List<Atom> inside) {
    StringBuilder text = new StringBuilder();
    for (Atom atom : inside) {
      if (!(atom instanceof Atom.Char(char c))) {
        return null;
      }
      text.append(c);
    }
    List<String> ends = com.google.common.base.Splitter.on("..").splitToList(text);
    if (ends.size() < 2 || ends.size() > 3 || (ends.size() == 3 && !isNumber(ends.get(2)))) {
      return null;
    }
    long step = ends.size() == 3 ? Math.max(1, Math.abs(Long.parseLong(ends.get(2)))) : 1;
    String from = ends.get(0);
    String to = ends.get(1);
    if (isNumber(from) && isNumber(to)) {
      int width = isPadded(from) || isPadded(to) ? Math.max(from.length(), to.length()) : 0;
      return numbers(Long.parseLong(from), Long.parseLong(to), step, width);
    }
    if (isLetter(from) && isLetter(to)) {
      List<List<Atom>> letters = new ArrayList<>();
      for (List<Atom> number : numbers(from.charAt(0), to.charAt(0), step, 0)) {
        StringBuilder digits = new StringBuilder();
        number.forEach(atom -> digits.append(((Atom.Char) atom).c()));
        letters.add(List.of(new Atom.Char((char) Integer.parseInt(digits.toString()))));
      }
      return letters;
    }
    return null;
  }

  private static boolean isNumber(String text) {
    return text.matches("[+-]?[0-9]{1,18}");
  }

  private static boolean isLetter(String text) {
    return text.matches("[A-Za-z]");
  }

  private static boolean isPadded(String number) {
    String digits = number.startsWith("-") ? number.substring(1) : number;
    return digits.length() > 1 && digits.startsWith("0");
  }

  private static List<List<Atom>> numbers(long from, long to, long step, int width) {
    if (Math.abs(to - from) / step > MOST_WORDS) {
      throw new LimitReached(LimitReached.Limit.MEMORY);
    }
    List<List<Atom>> all = new ArrayList<>();
    long way = from <= to ? step : -step;
    for (long n = from; from <= to ? n <= to : n >= to; n += way) {
      String digits =
          width == 0
              ? Long.toString(n)
              : String.format(java.util.Locale.ROOT, "%0" + width + "d", n);
      all.add(digits.chars().mapToObj(c -> (Atom) new Atom.Char((char) c)).toList());
    }
    return all;
  }
}
