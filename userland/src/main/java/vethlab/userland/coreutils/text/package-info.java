/// The programs of coreutils that work on text: `cat`, `cut`, `sort` and their kin.
@NullMarked
package vethlab.userland.coreutils.text;

import org.jspecify.annotations.NullMarked;
