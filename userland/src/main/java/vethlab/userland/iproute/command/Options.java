package vethlab.userland.iproute.command;

/// What the options before the object ask for (`ip -d -s -j link`).
public final class Options {

  private Family family = Family.UNSPEC;
  private int statistics;
  private boolean details;
  private boolean oneLine;
  private boolean brief;
  private boolean json;
  private boolean pretty;
  private boolean resolve;
  private boolean humanReadable;
  private boolean binaryPrefixes;
  private boolean numeric;
  private boolean coloured;
  private boolean force;
  private boolean all;
  private boolean compressVlans;
  private int flushLoops = 10;

  /// Which addresses and routes are meant; a command may settle it by its words.
  public Family family() {
    return family;
  }

  public void setFamily(Family family) {
    this.family = family;
  }

  /// How often `-statistics` was given.
  public int statistics() {
    return statistics;
  }

  public void addStatistics() {
    statistics++;
  }

  public boolean details() {
    return details;
  }

  public void setDetails() {
    details = true;
  }

  /// Whether each object is one line, with `\` for line breaks.
  public boolean oneLine() {
    return oneLine;
  }

  public void setOneLine() {
    oneLine = true;
  }

  public boolean brief() {
    return brief;
  }

  public void setBrief() {
    brief = true;
  }

  public boolean json() {
    return json;
  }

  public void setJson() {
    json = true;
  }

  public boolean pretty() {
    return pretty;
  }

  public void setPretty() {
    pretty = true;
  }

  /// Whether hosts are shown by name.
  public boolean resolve() {
    return resolve;
  }

  public void setResolve() {
    resolve = true;
  }

  /// Whether counters are shortened, such as 12.3k.
  public boolean humanReadable() {
    return humanReadable;
  }

  public void setHumanReadable() {
    humanReadable = true;
  }

  /// Whether they are then shortened by 1024.
  public boolean binaryPrefixes() {
    return binaryPrefixes;
  }

  public void setBinaryPrefixes() {
    binaryPrefixes = true;
  }

  /// Whether protocols, scopes and tables are shown by number.
  public boolean numeric() {
    return numeric;
  }

  public void setNumeric() {
    numeric = true;
  }

  public boolean coloured() {
    return coloured;
  }

  public void setColoured(boolean on) {
    coloured = on;
  }

  /// Whether a batch goes on after an error.
  public boolean force() {
    return force;
  }

  public void setForce() {
    force = true;
  }

  /// Whether the command is for all objects (`ip -all netns del`).
  public boolean all() {
    return all;
  }

  public void setAll() {
    all = true;
  }

  public boolean compressVlans() {
    return compressVlans;
  }

  public void setCompressVlans() {
    compressVlans = true;
  }

  /// How many rounds a flush tries; 0 for no limit.
  public int flushLoops() {
    return flushLoops;
  }

  public void setFlushLoops(int loops) {
    flushLoops = loops;
  }
}
