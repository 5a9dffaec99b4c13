package vethlab.simulator.file;

/// Whoever looks at what a terminal shows, or at what a script prints.
public interface Console {

  /// Octets appeared, newlines as they were written (`\n`, no carriage return added).
  void show(byte[] octets, int offset, int length);
}
