package vethlab.simulator.capture;

import java.io.IOException;

/// A capture file is not what it claims to be: says at which octet of it, and what is wrong.
public final class CaptureFormatException extends IOException {

  private static final long serialVersionUID = 1;

  CaptureFormatException(long offset, String problem) {
    super("octet " + offset + ": " + problem);
  }
}
