package vethlab.userland.iproute.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Texts that the real tools have built in or installed, kept as resources.
public final class Texts {

  private static final String ROOT = "/vethlab/userland/iproute/";

  private Texts() {}

  /// How a command is used, as it prints it itself.
  ///
  /// @param name such as `ip-link`
  public static String usage(String name) {
    return read("usage/" + name + ".txt");
  }

  /// What a file in `/etc/iproute2` holds when it is installed.
  static String configuration(String name) {
    return read("etc/" + name);
  }

  private static String read(String path) {
    try (InputStream text = Texts.class.getResourceAsStream(ROOT + path)) {
      if (text == null) {
        throw new IllegalStateException("no text called " + path);
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
