package vethlab.userland;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What the userland may use: the simulator, and nothing of the machine that runs it.
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
            "vethlab.simulator..",
            "vethlab.userland..")
        .check(MAIN);
  }

  /// A simulated script must not be able to reach the machine that it is simulated on.
  @Test
  void files_processes_and_sockets_of_the_host_are_out_of_reach() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            """
            java\\.io\\.(File|FileInputStream|FileOutputStream|FileReader|FileWriter|RandomAccessFile|Console)\
            |java\\.nio\\.file\\..*|java\\.nio\\.channels\\..*|java\\.lang\\.foreign\\..*\
            |java\\.lang\\.(Process|ProcessBuilder|ProcessHandle|Runtime)\
            |java\\.net\\.(Socket|ServerSocket|DatagramSocket|NetworkInterface|InetAddress|URL|http\\..*)\
            """)
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .check(MAIN);
  }

  /// Time, randomness and order are arguments: the same lab gives the same bytes.
  @Test
  void no_clock_and_no_dice_of_the_host() {
    noClasses()
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethod(System.class, "identityHashCode", Object.class)
        .orShould()
        .callConstructor(Random.class)
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.util\\.concurrent\\.ThreadLocalRandom|java\\.security\\.SecureRandom")
        .check(MAIN);
  }

  private static JavaClasses mainClasses() {
    String tests = HouseTest.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return new ClassFileImporter()
        .withImportOption(location -> !location.contains(tests))
        .importPackages("vethlab.userland");
  }
}
