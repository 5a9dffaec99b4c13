package vethlab.cli;

import java.io.IOException;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.MethodTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// Rewrites the class files of a library that are older than Java 6, so that an AOT cache takes
/// them.
///
/// picocli is compiled for Java 5, whose classes carry no stack maps; the cache passes over them,
/// and loading and verifying them was a third of the time that `vethlab version` took. The launcher
/// does this to its own copy of the jar.
///
/// Source: JVMS §4.10.2 (verification by type inference, up to version 49) and §4.10.1 (by stack
/// maps).
final class OldClasses {
  private static final int FIRST_WITH_STACK_MAPS = ClassFile.JAVA_6_VERSION;

  private OldClasses() {}

  /// Rewrites each jar named by an argument in place.
  public static void main(String[] jars) throws IOException {
    for (String jar : jars) {
      rewrite(Path.of(jar));
    }
  }

  /// Replaces the jar by one whose classes all have stack maps; other entries stay as they are.
  static void rewrite(Path jar) throws IOException {
    Path rewritten = jar.resolveSibling(jar.getFileName() + ".new");
    try (var from = new ZipInputStream(Files.newInputStream(jar));
        var to = new ZipOutputStream(Files.newOutputStream(rewritten))) {
      for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
        byte[] bytes = from.readAllBytes();
        to.putNextEntry(new ZipEntry(entry.getName()));
        to.write(entry.getName().endsWith(".class") ? withStackMaps(bytes) : bytes);
      }
    }
    Files.move(rewritten, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] withStackMaps(byte[] bytes) {
    ClassFile classFile =
        ClassFile.of(
            ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
            ClassFile.ConstantPoolSharingOption.NEW_POOL,
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(OldClasses.class.getClassLoader())));
    ClassModel model = classFile.parse(bytes);
    if (model.majorVersion() >= FIRST_WITH_STACK_MAPS) {
      return bytes;
    }
    ClassTransform version =
        (builder, element) ->
            builder.with(element instanceof ClassFileVersion ? modern() : element);
    // Instruction by instruction: code that is copied whole keeps its missing stack maps.
    ClassTransform code =
        ClassTransform.transformingMethods(
            MethodTransform.transformingCode((builder, instruction) -> builder.with(instruction)));
    return classFile.transformClass(model, version.andThen(code));
  }

  private static ClassElement modern() {
    return ClassFileVersion.of(ClassFile.JAVA_8_VERSION, 0);
  }
}
