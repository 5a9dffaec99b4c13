/// Questions about a machine: who reaches whom, what leaks, where a loop turns.
@NullMarked
package vethlab.analysis.machine;

import org.jspecify.annotations.NullMarked;
