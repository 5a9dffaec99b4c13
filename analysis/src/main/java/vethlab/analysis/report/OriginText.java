package vethlab.analysis.report;

import vethlab.simulator.trace.Origin;

/// Script lines in reports: the file's last name and the line.
final class OriginText {

  private OriginText() {}

  /// `lab.sh:14`.
  static String of(Origin origin) {
    String file = origin.file();
    return file.substring(file.lastIndexOf('/') + 1) + ":" + origin.line();
  }
}
