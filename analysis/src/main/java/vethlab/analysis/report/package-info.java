/// Drawings and reports of what the other rooms found.
@NullMarked
package vethlab.analysis.report;

import org.jspecify.annotations.NullMarked;
