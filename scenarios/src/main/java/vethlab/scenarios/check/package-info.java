/// Whether what a scenario expects holds on a machine that has played its lab.
@NullMarked
package vethlab.scenarios.check;

import org.jspecify.annotations.NullMarked;
