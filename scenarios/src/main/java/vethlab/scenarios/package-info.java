/// Labs as folders: a script, what it must show, and the loader that reads both.
@NullMarked
package vethlab.scenarios;

import org.jspecify.annotations.NullMarked;
