package vethlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// picocli's jar, rewritten.
class OldClassesTest {
  @TempDir private Path folder;

  @Test
  void every_class_of_picocli_has_stack_maps_and_passes_the_verifier()
      throws IOException, URISyntaxException, ReflectiveOperationException {
    Path jar = folder.resolve("picocli.jar");
    Files.copy(
        Path.of(CommandLine.class.getProtectionDomain().getCodeSource().getLocation().toURI()),
        jar);

    OldClasses.rewrite(jar);

    try (JarFile rewritten = new JarFile(jar.toFile());
        URLClassLoader alone =
            new URLClassLoader(
                new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      List<JarEntry> classes =
          rewritten.stream()
              .filter(entry -> entry.getName().matches("picocli/.*\\.class"))
              .toList();
      assertThat(classes).hasSizeGreaterThan(100);
      for (JarEntry entry : classes) {
        byte[] bytes = rewritten.getInputStream(entry).readAllBytes();
        assertThat(ClassFile.of().parse(bytes).majorVersion())
            .as(entry.getName())
            .isEqualTo(ClassFile.JAVA_8_VERSION);
        String name = entry.getName().replace('/', '.').replaceFirst("\\.class$", "");
        assertThat(Class.forName(name, true, alone).getClassLoader()).isSameAs(alone);
      }
    }
  }
}
