/// What Unix tools share: regular expressions, `printf`, backslashes, `test`.
@NullMarked
package vethlab.userland.text;

import org.jspecify.annotations.NullMarked;
