package vethlab.simulator.fib;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;

/// How one address family finds a route in a table (`fib_table_lookup`, `fib6_table_lookup`).
public interface TableLookup {

  /// Looks into `tables` as if they were one; null means that the search goes on.
  @Nullable RouteResult in(ImmutableList<RoutingTable> tables, RouteQuery query);
}
