/// Frames as text, in the words of `tcpdump` 4.99.3 with `-n`.
@NullMarked
package vethlab.simulator.capture.text;

import org.jspecify.annotations.NullMarked;
