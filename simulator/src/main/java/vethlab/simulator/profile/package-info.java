/// What differs between kernels and hosts: versions, defaults, sysctls of the root namespace.
@NullMarked
package vethlab.simulator.profile;

import org.jspecify.annotations.NullMarked;
