package vethlab.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/// What the command may use: the whole house, but captures and graphs only through the rooms that
/// own them.
class HouseTest {
  private static final JavaClasses MAIN = mainClasses();

  @Test
  void arrows_point_downwards() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "javax.xml.stream..",
            "com.google.common..",
            "org.jspecify..",
            "picocli..",
            "org.jline..",
            "com.fasterxml.jackson.annotation..",
            "tools.jackson..",
            "vethlab.simulator..",
            "vethlab.userland..",
            "vethlab.analysis..",
            "vethlab.scenarios..",
            "vethlab.live..",
            "vethlab.cli..")
        .check(MAIN);
  }

  private static JavaClasses mainClasses() {
    String tests = HouseTest.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return new ClassFileImporter()
        .withImportOption(location -> !location.contains(tests))
        .importPackages("vethlab.cli");
  }
}
