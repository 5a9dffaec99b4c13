package vethlab.userland.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The results were compared with those of glibc's `getopt_long` through `getopt(1)`.
class GetOptTest {

  /// Options of an imaginary program: `-a`, `-b ARG`, `-c[ARG]`, `--all`, `--block=ARG`,
  /// `--colour[=ARG]`, `--color[=ARG]` (short `c`).
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-none-",
      textBlock =
          """
          -a file            | a      | file    | -none-
          file -a            | a      | file    | -none-
          -abX f             | a b=X  | f       | -none-
          -b X f             | b=X    | f       | -none-
          -cX f              | c=X    | f       | -none-
          -c X f             | c      | X f     | -none-
          -- -a              | ''     | -a      | -none-
          -a - b             | a      | - b     | -none-
          --all              | a      | ''      | -none-
          --al               | a      | ''      | -none-
          --block=1 x        | b=1    | x       | -none-
          --block 1 x        | b=1    | x       | -none-
          --color=always x   | c=always | x     | -none-
          -z                 | ''     | ''      | invalid option -- 'z'
          -b                 | ''     | ''      | option requires an argument -- 'b'
          --block            | ''     | ''      | option '--block' requires an argument
          --all=1            | ''     | ''      | option '--all' doesn't allow an argument
          --none             | ''     | ''      | unrecognized option '--none'
          --col              | ''     | ''      | option '--col' is ambiguous; possibilities: '--colour' '--color'
          """)
  void words_are_taken_apart(String words, String options, String operands, String problem) {
    GetOpt parsed = GetOpt.parse(split(words), "ab:c::", "all/a", "block=b", "colour?c", "color?c");
    assertThat(parsed.problem()).isEqualTo(problem);
    String found =
        parsed.options().stream()
            .map(o -> o.argument() == null ? o.name() : o.name() + "=" + o.argument())
            .collect(Collectors.joining(" "));
    assertThat(found).isEqualTo(options);
    assertThat(parsed.operands()).isEqualTo(split(operands));
  }

  private static List<String> split(String words) {
    return Splitter.on(' ').omitEmptyStrings().splitToList(words);
  }
}
