/// What all commands of `ip` and `bridge` share: options, words, numbers, addresses, and how they
/// end.
@NullMarked
package vethlab.userland.iproute.command;

import org.jspecify.annotations.NullMarked;
