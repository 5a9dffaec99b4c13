/// `brctl` of bridge-utils 1.7.
@NullMarked
package vethlab.userland.bridgeutils;

import org.jspecify.annotations.NullMarked;
