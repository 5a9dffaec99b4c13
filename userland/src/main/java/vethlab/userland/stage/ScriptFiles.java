package vethlab.userland.stage;

import vethlab.userland.program.Installation;

/// Where a script and the files beside it stand on the simulated machine.
///
/// @param script the path by which the shell is given the script: the name that the user wrote if
///   it leads to a place below root's home, else its last part
record ScriptFiles(String script) {

  private static final String HOME = "/root/";

  static ScriptFiles install(Lab lab, Installation installation) {
    String name = lab.name();
    boolean below = !name.startsWith("/") && !("/" + name + "/").contains("/../");
    String script = below && !name.isEmpty() ? name : name.substring(name.lastIndexOf('/') + 1);
    String path = HOME + (script.startsWith("./") ? script.substring(2) : script);
    installation.write(path, lab.text(), 0755);
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    lab.beside().forEach((other, text) -> installation.write(folder + other, text, 0755));
    return new ScriptFiles(script);
  }
}
