/// `ip netns`: namespaces with names.
@NullMarked
package vethlab.userland.iproute.netns;

import org.jspecify.annotations.NullMarked;
