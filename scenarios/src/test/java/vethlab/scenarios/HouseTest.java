package vethlab.scenarios;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/// What the scenarios may use: everything that predicts, and a reader of YAML.
class HouseTest {
  private static final JavaClasses MAIN = mainClasses();

  @Test
  void arrows_point_downwards() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "com.google.common..",
            "org.jspecify..",
            "com.fasterxml.jackson.annotation..",
            "tools.jackson..",
            "vethlab.simulator..",
            "vethlab.userland..",
            "vethlab.analysis..",
            "vethlab.scenarios..")
        .check(MAIN);
  }

  private static JavaClasses mainClasses() {
    String tests = HouseTest.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return new ClassFileImporter()
        .withImportOption(location -> !location.contains(tests))
        .importPackages("vethlab.scenarios");
  }
}
