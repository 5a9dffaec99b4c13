/// Open files, pipes, terminals, and the tree of virtual files.
@NullMarked
package vethlab.simulator.file;

import org.jspecify.annotations.NullMarked;
