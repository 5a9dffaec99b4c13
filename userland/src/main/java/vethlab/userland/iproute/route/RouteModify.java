package vethlab.userland.iproute.route;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.fib.RouteChange;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Tool;

/// `ip route add`, `append`, `prepend`, `change`, `replace`, `test` and `delete`
/// (`iproute_modify`).
public final class RouteModify implements Command {

  private final @Nullable RouteChange change;

  /// @param change what is to happen to the route; null takes it away
  public RouteModify(@Nullable RouteChange change) {
    this.change = change;
  }

  @Override
  public int run(Tool tool, Arguments arguments) {
    RouteWords words = new RouteWords(tool, arguments, change == null);
    words.read();
    tool.talk(() -> {
      if (change == null) {
        words.delete();
      } else {
        words.add(change);
      }
    });
    return 0;
  }
}
