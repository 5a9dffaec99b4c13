package vethlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is asked of every file of the repository: those that git tracks, and new ones that it does
/// not ignore.
class HygieneTest {
  private static final Path ROOT = root();
  private static final List<Path> FILES = files();

  private static final long LARGEST_BYTES = 1 << 20;
  private static final Pattern LEFT_OVER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
  private static final Pattern TEST_METHOD =
      Pattern.compile("(?m)^ *@(Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate)\\b");

  @Test
  void no_file_is_larger_than_one_mebibyte() {
    assertThat(FILES).filteredOn(file -> size(file) > LARGEST_BYTES).isEmpty();
  }

  @Test
  void nothing_is_left_to_do() {
    assertThat(FILES).filteredOn(file -> LEFT_OVER.matcher(text(file)).find()).isEmpty();
  }

  @Test
  void java_has_no_tabs() {
    assertThat(java()).isNotEmpty().filteredOn(file -> text(file).contains("\t")).isEmpty();
  }

  @Test
  void every_package_says_what_it_is_and_is_null_marked() {
    Predicate<Path> silent =
        folder -> {
          Path info = folder.resolve("package-info.java");
          return !Files.exists(info)
              || !text(info).contains("@NullMarked\npackage ")
              || !text(info).startsWith("/// ");
        };
    assertThat(java().stream().filter(HygieneTest::isMain).map(Path::getParent).distinct().toList())
        .isNotEmpty()
        .filteredOn(silent)
        .isEmpty();
  }

  /// Surefire runs classes named so, and passes over the others without a word.
  @Test
  void classes_with_tests_are_named_test() {
    assertThat(java())
        .filteredOn(file -> TEST_METHOD.matcher(text(file)).find())
        .isNotEmpty()
        .allMatch(file -> file.toString().endsWith("Test.java"));
  }

  private static List<Path> java() {
    return FILES.stream().filter(file -> file.toString().endsWith(".java")).toList();
  }

  private static boolean isMain(Path file) {
    return ROOT.relativize(file).toString().contains("src/main/java/");
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("LICENSE"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException("no LICENSE above " + Path.of("").toAbsolutePath());
      }
      folder = parent;
    }
    return folder;
  }

  private static List<Path> files() {
    try {
      Process git =
          new ProcessBuilder("git", "ls-files", "-z", "-co", "--exclude-standard")
              .directory(ROOT.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (git.waitFor() == 0) {
        return Stream.of(names.split("\0", -1))
            .filter(name -> !name.isEmpty())
            .map(ROOT::resolve)
            .filter(Files::isRegularFile)
            .toList();
      }
    } catch (IOException noGit) {
      // An unpacked archive has no git; the walk below serves it as well.
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
    return walk();
  }

  private static List<Path> walk() {
    try (Stream<Path> all = Files.walk(ROOT)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !ROOT.relativize(file).toString().matches("(.*/)?(target|\\.git)/.*"))
          .toList();
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }

  /// Latin-1 takes any bytes, and what is looked for is ASCII.
  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
