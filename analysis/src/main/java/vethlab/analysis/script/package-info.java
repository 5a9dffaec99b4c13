/// Questions about a script: which line is to blame, and what another line would change.
@NullMarked
package vethlab.analysis.script;

import org.jspecify.annotations.NullMarked;
