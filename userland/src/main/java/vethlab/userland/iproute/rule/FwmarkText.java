package vethlab.userland.iproute.rule;

import org.jspecify.annotations.Nullable;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Numbers;

/// A mark as a user writes it: `1`, `0x10/0xff`.
///
/// @param mask null if not given
record FwmarkText(int mark, @Nullable Integer mask) {

  /// Reads the next word.
  static FwmarkText read(Arguments arguments) {
    String text = arguments.next();
    int slash = text.indexOf('/');
    String first = slash < 0 ? text : text.substring(0, slash);
    Long mark = Numbers.unsigned(first, 32);
    if (mark == null) {
      throw arguments.invalid("fwmark value is invalid\n", first);
    }
    if (slash < 0) {
      return new FwmarkText(mark.intValue(), null);
    }
    String second = text.substring(slash + 1);
    Long mask = Numbers.unsigned(second, 32);
    if (mask == null) {
      throw arguments.invalid("fwmask value is invalid\n", second);
    }
    return new FwmarkText(mark.intValue(), mask.intValue());
  }
}
