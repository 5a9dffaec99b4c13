/// Echoes: what is sent, heard and printed.
@NullMarked
package vethlab.userland.iputils;

import org.jspecify.annotations.NullMarked;
