package vethlab.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The arrows between the packages of the simulator, and what none of them may touch.
class HouseTest {
  /// A package, and the packages that it may use; bottom first, so a row names only packages above
  /// it. What lies deeper (`netfilter.match`) belongs to its room. Everybody may use `fork` and
  /// `errno`.
  private static final Map<String, List<String>> USES =
      table(
          """
          fork        |
          errno       |
          packet      |
          profile     |
          time        |
          wire        | packet
          trace       | packet time
          file        | time
          device      | packet time trace profile
          capture     | packet wire time device
          neighbour   | packet time trace profile device
          fib         | packet time trace
          conntrack   | packet time trace
          netfilter   | packet wire time trace conntrack device
          bridge      | packet time trace profile device neighbour netfilter
          ipv4        | packet wire time trace profile device neighbour fib conntrack netfilter
          ipv6        | packet wire time trace profile device neighbour fib conntrack netfilter
          brnetfilter | packet wire time trace profile device neighbour fib conntrack netfilter bridge ipv4 ipv6
          socket      | packet wire time trace device fib ipv4 ipv6 file
          namespace   | packet time trace profile device neighbour fib conntrack netfilter bridge ipv4 ipv6 \
                        brnetfilter socket wire capture
          rtnetlink   | packet time trace profile device neighbour fib bridge ipv4 ipv6 namespace
          process     | packet time trace profile device neighbour fib conntrack netfilter bridge ipv4 ipv6 \
                        brnetfilter socket wire capture namespace file
          machine     | packet time trace profile device neighbour fib conntrack netfilter bridge ipv4 ipv6 \
                        brnetfilter socket wire capture namespace file process
          """);

  private static final List<String> PACKAGES = List.copyOf(USES.keySet());

  private static final JavaClasses MAIN = mainClasses();

  @ParameterizedTest
  @FieldSource("PACKAGES")
  void a_package_uses_only_what_its_row_names(String name) {
    List<String> allowed = new ArrayList<>();
    allowed.addAll(List.of("java..", "com.google.common..", "org.jspecify.."));
    allowed.addAll(List.of(inside(name), inside("fork"), inside("errno")));
    uses(name).forEach(used -> allowed.add(inside(used)));
    classes()
        .that()
        .resideInAPackage(inside(name))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed.toArray(String[]::new))
        .allowEmptyShould(true) // a room that is not built yet
        .check(MAIN);
  }

  @Test
  void every_package_has_a_row() {
    assertThat(MAIN.stream().map(HouseTest::room).collect(toSet()))
        .isNotEmpty()
        .isSubsetOf(PACKAGES);
  }

  @Test
  void a_row_names_only_rows_above_it() {
    for (String name : PACKAGES) {
      assertThat(PACKAGES.subList(0, PACKAGES.indexOf(name))).as(name).containsAll(uses(name));
    }
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

  private static List<String> uses(String name) {
    return USES.getOrDefault(name, List.of());
  }

  private static String inside(String name) {
    return "vethlab.simulator." + name + "..";
  }

  private static String room(JavaClass each) {
    String[] parts = each.getPackageName().split("\\.", -1);
    return parts.length > 2 ? parts[2] : "vethlab.simulator itself";
  }

  private static Map<String, List<String>> table(String text) {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    text.lines()
        .map(line -> line.split("\\|", -1))
        .forEach(row ->
            rows.put(
                row[0].strip(),
                Arrays.stream(row[1].split(" ", -1)).filter(each -> !each.isBlank()).toList()));
    return rows;
  }

  private static JavaClasses mainClasses() {
    String tests = HouseTest.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return new ClassFileImporter()
        .withImportOption(location -> !location.contains(tests))
        .importPackages("vethlab.simulator");
  }
}
