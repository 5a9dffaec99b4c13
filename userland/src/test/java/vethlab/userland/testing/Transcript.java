package vethlab.userland.testing;

/// What a command said, as the tests' tables write it: lines of standard error marked with `2>`,
/// then standard output, parted by `~`, then the exit status if it is not 0.
public final class Transcript {

  private Transcript() {}

  public static String of(Workplace.Result result) {
    StringBuilder text = new StringBuilder();
    result.err().lines().forEach(line -> text.append("2> ").append(line).append('~'));
    text.append(result.out().replace('\n', '~'));
    if (text.length() > 0 && text.charAt(text.length() - 1) == '~') {
      text.setLength(text.length() - 1);
    }
    if (result.status() != 0) {
      text.append(" [").append(result.status()).append(']');
    }
    return text.toString().strip();
  }
}
