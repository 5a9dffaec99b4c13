package vethlab.userland.coreutils;

import vethlab.userland.coreutils.file.CopyFiles;
import vethlab.userland.coreutils.file.ListFiles;
import vethlab.userland.coreutils.file.MakeDirectory;
import vethlab.userland.coreutils.file.Modes;
import vethlab.userland.coreutils.file.PathTools;
import vethlab.userland.coreutils.file.RemoveFiles;
import vethlab.userland.coreutils.system.Date;
import vethlab.userland.coreutils.system.Environment;
import vethlab.userland.coreutils.system.Expr;
import vethlab.userland.coreutils.system.Identity;
import vethlab.userland.coreutils.system.Sleep;
import vethlab.userland.coreutils.system.Timeout;
import vethlab.userland.coreutils.system.Which;
import vethlab.userland.coreutils.system.Xargs;
import vethlab.userland.coreutils.text.Cat;
import vethlab.userland.coreutils.text.Cut;
import vethlab.userland.coreutils.text.HeadTail;
import vethlab.userland.coreutils.text.LineTools;
import vethlab.userland.coreutils.text.PrintTools;
import vethlab.userland.coreutils.text.Sequence;
import vethlab.userland.coreutils.text.Sort;
import vethlab.userland.coreutils.text.Tee;
import vethlab.userland.coreutils.text.Translate;
import vethlab.userland.coreutils.text.Uniq;
import vethlab.userland.coreutils.text.WordCount;
import vethlab.userland.program.ProgramTable;

/// The small programs that every script uses, at Debian's paths.
public final class Coreutils {

  private Coreutils() {}

  /// Adds all of them.
  public static ProgramTable.Builder addTo(ProgramTable.Builder table) {
    return table
        .add("/usr/bin/true", (self, arguments) -> 0)
        .add("/usr/bin/false", (self, arguments) -> 1)
        .add("/usr/bin/echo", PrintTools::echo)
        .add("/usr/bin/printf", PrintTools::printf)
        .add("/usr/bin/pwd", PrintTools::pwd)
        .add("/usr/bin/test", (self, arguments) -> PrintTools.test(self, arguments, false))
        .add("/usr/bin/[", (self, arguments) -> PrintTools.test(self, arguments, true))
        .add("/usr/bin/cat", new Cat())
        .add("/usr/bin/head", new HeadTail(true))
        .add("/usr/bin/tail", new HeadTail(false))
        .add("/usr/bin/cut", new Cut())
        .add("/usr/bin/sort", new Sort())
        .add("/usr/bin/uniq", new Uniq())
        .add("/usr/bin/wc", new WordCount())
        .add("/usr/bin/tr", new Translate())
        .add("/usr/bin/tee", new Tee())
        .add("/usr/bin/seq", new Sequence())
        .add("/usr/bin/tac", LineTools::tac)
        .add("/usr/bin/rev", LineTools::rev)
        .add("/usr/bin/paste", LineTools::paste)
        .add("/usr/bin/nl", LineTools::nl)
        .add("/usr/bin/yes", LineTools::yes)
        .add("/usr/bin/ls", new ListFiles())
        .add("/usr/bin/mkdir", MakeDirectory::mkdir)
        .add("/usr/bin/rmdir", MakeDirectory::rmdir)
        .add("/usr/bin/rm", new RemoveFiles())
        .add("/usr/bin/cp", CopyFiles::cp)
        .add("/usr/bin/mv", CopyFiles::mv)
        .add("/usr/bin/ln", CopyFiles::ln)
        .add("/usr/bin/chmod", Modes::chmod)
        .add("/usr/bin/touch", PathTools::touch)
        .add("/usr/bin/readlink", PathTools::readlink)
        .add("/usr/bin/realpath", PathTools::realpath)
        .add("/usr/bin/basename", PathTools::basename)
        .add("/usr/bin/dirname", PathTools::dirname)
        .add("/usr/bin/mktemp", PathTools::mktemp)
        .add("/usr/bin/id", Identity::id)
        .add("/usr/bin/whoami", Identity::root)
        .add("/usr/bin/groups", Identity::root)
        .add("/usr/bin/tty", Identity::tty)
        .add("/usr/bin/nproc", Identity::nproc)
        .add("/usr/bin/arch", Identity::arch)
        .add("/usr/bin/date", new Date())
        .add("/usr/bin/sleep", new Sleep())
        .add("/usr/bin/timeout", new Timeout())
        .add("/usr/bin/expr", new Expr())
        .add("/usr/bin/env", Environment::env)
        .add("/usr/bin/printenv", Environment::printenv)
        .add("/usr/bin/nohup", Environment::nohup)
        .add("/usr/bin/nice", (self, words) -> Environment.transparent(self, words, "+n:"))
        .add("/usr/bin/stdbuf", (self, words) -> Environment.transparent(self, words, "+i:o:e:"))
        .add("/usr/bin/setsid", Environment::setsid)
        .add("/usr/bin/sudo", Environment::sudo)
        .add("/usr/bin/which", new Which())
        .add("/usr/bin/xargs", new Xargs())
        .add("/usr/bin/sync", (self, arguments) -> 0);
  }
}
