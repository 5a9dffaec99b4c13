/// The programs of coreutils that work on files and paths: `ls`, `mkdir`, `rm` and their kin.
@NullMarked
package vethlab.userland.coreutils.file;

import org.jspecify.annotations.NullMarked;
