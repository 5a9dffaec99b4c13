/// What `/proc/net` shows of a network namespace, as texts and, for the tools that list sockets, as
/// rows.
@NullMarked
package vethlab.userland.procfs.net;

import org.jspecify.annotations.NullMarked;
