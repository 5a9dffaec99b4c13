package vethlab.userland.bridgeutils;

/// What `brctl` complains about; it ends with status 1.
final class BrctlFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  BrctlFailure(String text) {
    super(text, null, false, false);
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
