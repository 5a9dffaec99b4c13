/// The objects of `bridge`: ports (`link`) and the forwarding database (`fdb`).
@NullMarked
package vethlab.userland.iproute.bridge;

import org.jspecify.annotations.NullMarked;
