/// Single questions, each asked on a copy of the machine: who is asked what, and what came of it.
@NullMarked
package vethlab.analysis.machine.question;

import org.jspecify.annotations.NullMarked;
