/// Reading the recorded ways of packets: copies, answers, endings.
@NullMarked
package vethlab.analysis.machine.way;

import org.jspecify.annotations.NullMarked;
