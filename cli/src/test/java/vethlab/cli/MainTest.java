package vethlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The command line as a user types it, with what it prints and its exit code.
class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void version_is_one_line() {
    assertThat(vethlab("version")).isZero();
    assertThat(out.toString()).matches("vethlab \\S+ \\(Java 25\\S*\\)\n");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void version_as_json() {
    assertThat(vethlab("version", "--format", "json")).isZero();
    assertThat(json().propertyNames()).containsExactly("vethlab", "java");
  }

  @Test
  void doctor_names_kernel_user_jdk_and_tools() {
    assertThat(vethlab("doctor")).isZero();
    assertThat(out.toString().lines().map(line -> line.split(" ", 2)[0]))
        .startsWith("kernel", "user", "jdk", "mvn", "ip")
        .contains("iptables", "ebtables", "qemu-system-x86_64");
  }

  @Test
  void doctor_as_json() {
    assertThat(vethlab("doctor", "--format=json")).isZero();
    assertThat(json().propertyNames()).containsExactly("kernel", "root", "jdk", "tools");
    assertThat(json().get("tools").get(0).get("name").stringValue()).isEqualTo("mvn");
  }

  @Test
  void unknown_command_is_a_usage_error() {
    assertThat(vethlab("predikt")).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("predikt");
  }

  private int vethlab(String... arguments) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  private JsonNode json() {
    return JsonMapper.shared().readTree(out.toString());
  }
}
