/// A scenario played on a real kernel, every interface captured, and the capture compared with the
/// prediction.
@NullMarked
package vethlab.live;

import org.jspecify.annotations.NullMarked;
