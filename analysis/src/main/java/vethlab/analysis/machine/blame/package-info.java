/// Why a question was answered with no: the ending that decided, and a sentence about it.
@NullMarked
package vethlab.analysis.machine.blame;

import org.jspecify.annotations.NullMarked;
