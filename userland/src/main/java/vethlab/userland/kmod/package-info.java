/// The kernel's modules, as kmod 30 loads and lists them.
@NullMarked
package vethlab.userland.kmod;

import org.jspecify.annotations.NullMarked;
