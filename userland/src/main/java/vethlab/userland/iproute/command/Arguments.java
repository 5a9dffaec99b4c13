package vethlab.userland.iproute.command;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The words of a command, read from left to right (`argc`, `argv`), and what is said of wrong
/// ones.
public final class Arguments {

  private final Tool tool;
  private final ImmutableList<String> words;
  private int at;

  public Arguments(Tool tool, List<String> words) {
    this.tool = tool;
    this.words = ImmutableList.copyOf(words);
  }

  public boolean isEmpty() {
    return at >= words.size();
  }

  /// The word that is looked at.
  public String word() {
    return words.get(at);
  }

  /// Goes to the next word, if there is one.
  public void advance() {
    at++;
  }

  /// Looks at the word before again.
  public void back() {
    at--;
  }

  /// The words from the one that is looked at.
  public ImmutableList<String> rest() {
    return words.subList(Math.min(at, words.size()), words.size());
  }

  /// Whether a word follows the one that is looked at.
  public boolean hasNext() {
    return at + 1 < words.size();
  }

  /// Goes to the next word, which must be there (`NEXT_ARG`).
  public String next() {
    at++;
    if (isEmpty()) {
      throw tool.exit(255, "Command line is not complete. Try option \"help\"");
    }
    return word();
  }

  /// Which of `keywords` the word is, or null.
  public <K extends Keyword> @Nullable K find(K[] keywords) {
    return Keyword.find(keywords, word());
  }

  /// Whether the word is this one in full.
  public boolean is(String keyword) {
    return word().equals(keyword);
  }

  /// Whether the word is this one, perhaps shortened.
  public boolean matches(String keyword) {
    return !word().isEmpty() && keyword.startsWith(word());
  }

  // ---- Values ----

  /// The next word as a number of so many bits.
  ///
  /// @param wrong what is said if it is none
  public long nextUnsigned(int bits, String wrong) {
    String text = next();
    Long value = Numbers.unsigned(text, bits);
    if (value == null) {
      throw invalid(wrong, text);
    }
    return value;
  }

  /// The next word as a number with a sign.
  public int nextInteger(String wrong) {
    String text = next();
    Integer value = Numbers.integer(text);
    if (value == null) {
      throw invalid(wrong, text);
    }
    return value;
  }

  /// The next word as an address (`get_addr`).
  public InetPrefix nextAddress(Family family) {
    return address(next(), family);
  }

  /// A word as an address (`get_addr`).
  public InetPrefix address(String text, Family family) {
    InetPrefix address = InetPrefix.address(text, family);
    if (address == null) {
      throw tool.exit(
          1, "Error: " + family.text() + " address is expected rather than \"" + text + "\".");
    }
    return address;
  }

  /// A word as an address with or without a length (`get_prefix`).
  public InetPrefix prefix(String text, Family family) {
    if (family == Family.LINK) {
      throw tool.exit(
          1, "Error: \"" + text + "\" may be inet prefix, but it is not allowed in this context.");
    }
    InetPrefix prefix = InetPrefix.prefix(text, family);
    if (prefix == null) {
      throw tool.exit(
          1, "Error: " + family.text() + " prefix is expected rather than \"" + text + "\".");
    }
    return prefix;
  }

  /// The next word as `on` or `off`, in full.
  public boolean nextOnOff(String keyword) {
    String text = next();
    return switch (text) {
      case "on" -> true;
      case "off" -> false;
      default ->
          throw tool.fail(
              -1,
              "Error: argument of \""
                  + keyword
                  + "\" must be \"on\" or \"off\", not \""
                  + text
                  + "\"");
    };
  }

  /// The next word as `on` or `off`, perhaps shortened (`parse_on_off`).
  ///
  /// @param result what the command's function returns if it is neither
  public boolean nextSwitch(String keyword, int result) {
    String text = next();
    if (!text.isEmpty() && "off".startsWith(text)) {
      return false;
    }
    if (!text.isEmpty() && "on".startsWith(text)) {
      return true;
    }
    throw tool.fail(
        result,
        "Error: argument of \""
            + keyword
            + "\" must be one of \"off\", \"on\", not \""
            + text
            + "\"");
  }

  // ---- What is said of wrong words ----

  /// A value is wrong (`invarg`); to be thrown.
  public Error invalid(String why, String value) {
    return tool.exit(255, "Error: argument \"" + value + "\" is wrong: " + why);
  }

  /// Something is given twice (`duparg`); to be thrown.
  public Error duplicate(String keyword, String value) {
    return tool.exit(
        255, "Error: duplicate \"" + keyword + "\": \"" + value + "\" is the second value.");
  }

  /// Something is given twice, or makes no sense here (`duparg2`); to be thrown.
  public Error garbage(String keyword, String value) {
    return tool.exit(
        255, "Error: either \"" + keyword + "\" is duplicate, or \"" + value + "\" is a garbage.");
  }

  /// Something is not given (`missarg`); to be thrown.
  public Error missing(String keyword) {
    return tool.exit(255, "Error: argument \"" + keyword + "\" is required");
  }
}
