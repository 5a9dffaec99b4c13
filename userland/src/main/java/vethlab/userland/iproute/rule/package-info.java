/// `ip rule`: which routing table is asked for which packets.
@NullMarked
package vethlab.userland.iproute.rule;

import org.jspecify.annotations.NullMarked;
