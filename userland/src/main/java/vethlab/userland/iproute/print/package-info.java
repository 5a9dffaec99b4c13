/// What `ip` and `bridge` print: one description of the fields, as text or as JSON.
@NullMarked
package vethlab.userland.iproute.print;

import org.jspecify.annotations.NullMarked;
