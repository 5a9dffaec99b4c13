/// Hosts asked whether they are there, as iputils 20221126 asks: {@code ping} and {@code arping}.
@NullMarked
package vethlab.userland.iputils;

import org.jspecify.annotations.NullMarked;
