/// `sed`: its script read into commands, and the commands carried out line by line.
@NullMarked
package vethlab.userland.sed;

import org.jspecify.annotations.NullMarked;
