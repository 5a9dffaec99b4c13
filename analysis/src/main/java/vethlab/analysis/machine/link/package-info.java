/// What is joined to what: cables and bridges as a graph, and the loops in it.
@NullMarked
package vethlab.analysis.machine.link;

import org.jspecify.annotations.NullMarked;
