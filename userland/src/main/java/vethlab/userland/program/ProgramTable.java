package vethlab.userland.program;

import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.Map;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.process.Program;

/// Which programs a machine has, and the paths that they stand at.
///
/// @param programs path to program
/// @param links path of a symbolic link to what it says
public record ProgramTable(
    ImmutableMap<String, Program> programs, ImmutableMap<String, String> links) {

  public static Builder builder() {
    return new Builder();
  }

  /// A table in the making.
  public static final class Builder {
    private final Map<String, Program> programs = new LinkedHashMap<>();
    private final Map<String, String> links = new LinkedHashMap<>();

    private Builder() {}

    /// A program and its real path, such as `/usr/bin/ping`.
    public Builder add(String path, Program program) {
      if (links.containsKey(path) || programs.putIfAbsent(path, program) != null) {
        throw new IllegalArgumentException("two programs at " + path);
      }
      return this;
    }

    /// A symbolic link, such as `/usr/sbin/ip` to `/bin/ip`.
    public Builder link(String path, String target) {
      if (programs.containsKey(path) || links.putIfAbsent(path, target) != null) {
        throw new IllegalArgumentException("two programs at " + path);
      }
      return this;
    }

    /// Programs that the real machine has and this one cannot run: starting one is refused.
    ///
    /// Names that are taken already are passed over, so that this list may be longer than needed.
    public Builder refuse(String directory, String... names) {
      for (String name : names) {
        String path = directory + "/" + name;
        if (!programs.containsKey(path) && !links.containsKey(path)) {
          programs.put(
              path,
              (self, arguments) -> {
                throw new NotModelled("the program " + name);
              });
        }
      }
      return this;
    }

    public ProgramTable build() {
      return new ProgramTable(ImmutableMap.copyOf(programs), ImmutableMap.copyOf(links));
    }
  }
}
