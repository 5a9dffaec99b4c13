package vethlab.live;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/// What the live side may use: the scenarios and all below, and the only native code of the house.
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
            "org.pcap4j..",
            "org.slf4j..",
            "com.sun.jna..",
            "com.fasterxml.jackson.annotation..",
            "tools.jackson..",
            "vethlab.simulator..",
            "vethlab.userland..",
            "vethlab.analysis..",
            "vethlab.scenarios..",
            "vethlab.live..")
        .check(MAIN);
  }

  private static JavaClasses mainClasses() {
    String tests = HouseTest.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return new ClassFileImporter()
        .withImportOption(location -> !location.contains(tests))
        .importPackages("vethlab.live");
  }
}
