package vethlab.userland.shell.expansion;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.userland.shell.expansion.Parameters.Found;
import vethlab.userland.shell.syntax.ParameterOperation;

/// `${name:offset:length}`, of a text or of a list.
final class Slicer {

  private final ExpansionContext context;
  private final long offset;
  private final @Nullable Long length;

  Slicer(ExpansionContext context, Expander expander, ParameterOperation.Slice slice) {
    this.context = context;
    this.offset = expander.number(slice.offset());
    this.length = slice.length() == null ? null : expander.number(slice.length());
  }

  /// Counts characters; a negative length is a place from the end.
  String text(String text) {
    long size = text.codePointCount(0, text.length());
    long from = offset < 0 ? size + offset : offset;
    if (from < 0 || from > size) {
      return "";
    }
    long to = length == null ? size : length < 0 ? size + length : Math.min(size, from + length);
    if (to < from) {
      throw ExpansionError.givingUp(length + ": substring expression < 0");
    }
    int start = text.offsetByCodePoints(0, (int) from);
    return text.substring(start, text.offsetByCodePoints(start, (int) (to - from)));
  }

  /// Counts elements by their numbers; `$0` is the zeroth of the positional parameters.
  List<String> many(Found.Many many) {
    if (length != null && length < 0) {
      throw ExpansionError.givingUp(length + ": substring expression < 0");
    }
    List<String> texts = new ArrayList<>(many.texts());
    List<Long> numbers = new ArrayList<>(many.numbers());
    if (many.name().equals("@")) {
      texts.addFirst(context.name());
      numbers.addFirst(0L);
    }
    long from = offset < 0 ? (numbers.isEmpty() ? 0 : numbers.getLast() + 1) + offset : offset;
    List<String> chosen = new ArrayList<>();
    if (from < 0) {
      return chosen;
    }
    for (int i = 0; i < texts.size(); i++) {
      if (numbers.get(i) >= from && (length == null || chosen.size() < length)) {
        chosen.add(texts.get(i));
      }
    }
    return chosen;
  }
}
