package vethlab.userland.shell.syntax;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;

/// `name=value`, `name[index]+=value`, `name=(…)`.
///
/// @param subscript which element, or null for the variable
/// @param append whether the value is added to what is there (`+=`)
/// @param value what is assigned; its single part is an [WordPart.ArrayLiteral] for `(…)`
/// @param text the source
public record Assignment(
    String name, @Nullable Word subscript, boolean append, Word value, String text) {

  /// One element of `(…)`.
  ///
  /// @param subscript for `[index]=value`, else null
  public record Element(@Nullable Word subscript, boolean append, Word value) {}

  /// The elements if an array is assigned, else null.
  public @Nullable ImmutableList<Element> elements() {
    return value.parts().size() == 1
            && value.parts().getFirst() instanceof WordPart.ArrayLiteral(var elements, var source)
        ? elements
        : null;
  }
}
