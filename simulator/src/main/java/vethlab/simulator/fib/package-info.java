/// Where a destination goes: routing tables, rules, next hops.
@NullMarked
package vethlab.simulator.fib;

import org.jspecify.annotations.NullMarked;
