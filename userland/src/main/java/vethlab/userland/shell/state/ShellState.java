package vethlab.userland.shell.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import vethlab.simulator.time.SimTime;

/// All that a shell remembers between two commands, and that a subshell gets a copy of.
public final class ShellState {

  private final Variables variables;
  private final Options options;
  private final Map<String, FunctionDefinition> functions;
  private final Map<String, String> aliases;
  private final Map<String, String> hashed;
  private final List<Frame> frames;
  private final List<String> directoryStack;
  private final Set<String> exportedFunctions;
  private Traps traps;
  private List<String> positional = List.of();
  private String name = "bash";
  private int status;
  private List<Integer> pipeStatus = List.of(0);
  private int lastBackground;
  private int shellPid;
  private int subshellLevel;
  private SimTime secondsFrom = SimTime.ZERO;
  private long secondsBefore;
  private String directory = "/";
  private int getoptsIndex = 1;
  private int getoptsOffset;

  public ShellState() {
    this.variables = new Variables();
    this.options = new Options();
    this.functions = new TreeMap<>();
    this.aliases = new TreeMap<>();
    this.hashed = new HashMap<>();
    this.frames = new ArrayList<>();
    this.directoryStack = new ArrayList<>();
    this.exportedFunctions = new TreeSet<>();
    this.traps = new Traps();
  }

  private ShellState(ShellState original) {
    this.variables = original.variables.copy();
    this.options = original.options.copy();
    this.functions = new TreeMap<>(original.functions);
    this.aliases = new TreeMap<>(original.aliases);
    this.hashed = new HashMap<>(original.hashed);
    this.frames = new ArrayList<>(original.frames);
    this.directoryStack = new ArrayList<>(original.directoryStack);
    this.exportedFunctions = new TreeSet<>(original.exportedFunctions);
    this.directory = original.directory;
    this.getoptsIndex = original.getoptsIndex;
    this.getoptsOffset = original.getoptsOffset;
    this.traps = original.traps.forSubshell(original.options.is(Option.ERRTRACE));
    this.positional = original.positional;
    this.name = original.name;
    this.status = original.status;
    this.pipeStatus = original.pipeStatus;
    this.lastBackground = original.lastBackground;
    this.shellPid = original.shellPid;
    this.subshellLevel = original.subshellLevel + 1;
    this.secondsFrom = original.secondsFrom;
    this.secondsBefore = original.secondsBefore;
  }

  /// What a subshell starts with.
  public ShellState forSubshell() {
    return new ShellState(this);
  }

  public Variables variables() {
    return variables;
  }

  public Options options() {
    return options;
  }

  public Map<String, FunctionDefinition> functions() {
    return functions;
  }

  public Map<String, String> aliases() {
    return aliases;
  }

  /// The functions that child shells get (`export -f`).
  public Set<String> exportedFunctions() {
    return exportedFunctions;
  }

  public void exportFunction(String name, boolean exported) {
    if (exported) {
      exportedFunctions.add(name);
    } else {
      exportedFunctions.remove(name);
    }
  }

  /// The working directory as the user went there, links not resolved.
  public String directory() {
    return directory;
  }

  public void setDirectory(String path) {
    directory = path;
  }

  /// The word that `getopts` looks at next, counted from 1.
  public int getoptsIndex() {
    return getoptsIndex;
  }

  /// How far into that word it is; 0 for its beginning.
  public int getoptsOffset() {
    return getoptsOffset;
  }

  public void setGetopts(int index, int offset) {
    getoptsIndex = index;
    getoptsOffset = offset;
  }

  /// Paths of commands that were found before.
  public Map<String, String> hashed() {
    return hashed;
  }

  /// Functions, sourced files and loops that are running, innermost last.
  public List<Frame> frames() {
    return frames;
  }

  /// What `pushd` has put away, the last first.
  public List<String> directoryStack() {
    return directoryStack;
  }

  public Traps traps() {
    return traps;
  }

  public List<String> positional() {
    return positional;
  }

  public void setPositional(List<String> words) {
    positional = List.copyOf(words);
  }

  /// `$0`.
  public String name() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  /// `$?`.
  public int status() {
    return status;
  }

  public void setStatus(int status) {
    this.status = status;
  }

  public List<Integer> pipeStatus() {
    return pipeStatus;
  }

  public void setPipeStatus(List<Integer> statuses) {
    pipeStatus = List.copyOf(statuses);
  }

  /// `$!`, or 0.
  public int lastBackground() {
    return lastBackground;
  }

  public void setLastBackground(int pid) {
    lastBackground = pid;
  }

  /// `$$`.
  public int shellPid() {
    return shellPid;
  }

  public void setShellPid(int pid) {
    shellPid = pid;
  }

  /// How many subshells this one is inside of.
  public int subshellLevel() {
    return subshellLevel;
  }

  /// When `SECONDS` was set, at the latest when the shell began.
  public SimTime secondsFrom() {
    return secondsFrom;
  }

  /// What it was set to.
  public long secondsBefore() {
    return secondsBefore;
  }

  public void setSeconds(long seconds, SimTime now) {
    secondsBefore = seconds;
    secondsFrom = now;
  }

  public void setTraps(Traps traps) {
    this.traps = traps;
  }
}
