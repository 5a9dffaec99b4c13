/// One {@code struct net}: devices, tables, rules, sockets, sysctls; and who keeps it alive.
@NullMarked
package vethlab.simulator.namespace;

import org.jspecify.annotations.NullMarked;
