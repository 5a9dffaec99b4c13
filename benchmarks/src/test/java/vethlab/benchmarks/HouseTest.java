package vethlab.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/// What a benchmark may use: everything but the live side.
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
            "org.openjdk.jmh..",
            "vethlab.simulator..",
            "vethlab.userland..",
            "vethlab.analysis..",
            "vethlab.scenarios..",
            "vethlab.benchmarks..")
        .check(MAIN);
  }

  private static JavaClasses mainClasses() {
    String tests = HouseTest.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return new ClassFileImporter()
        .withImportOption(location -> !location.contains(tests))
        .importPackages("vethlab.benchmarks");
  }
}
