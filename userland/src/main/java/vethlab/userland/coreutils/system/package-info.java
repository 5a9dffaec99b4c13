/// The programs of coreutils and the like that ask the system or run other programs: `id`, `date`,
/// `sleep`, `env`, `timeout`, `xargs`.
@NullMarked
package vethlab.userland.coreutils.system;

import org.jspecify.annotations.NullMarked;
