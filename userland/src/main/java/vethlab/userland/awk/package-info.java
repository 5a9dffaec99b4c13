/// `awk`, as Debian's mawk 1.3.4 does it: a program read into a tree and carried out record by
/// record.
@NullMarked
package vethlab.userland.awk;

import org.jspecify.annotations.NullMarked;
