package vethlab.userland.debian;

import vethlab.simulator.machine.Limits;
import vethlab.simulator.machine.Machine;
import vethlab.simulator.profile.HostProfile;
import vethlab.simulator.profile.KernelProfile;
import vethlab.userland.awk.Awk;
import vethlab.userland.bridgeutils.Brctl;
import vethlab.userland.coreutils.Coreutils;
import vethlab.userland.coreutils.Uname;
import vethlab.userland.grep.Grep;
import vethlab.userland.iproute.BridgeProgram;
import vethlab.userland.iproute.IpProgram;
import vethlab.userland.iproute.IprouteFiles;
import vethlab.userland.iproute.ss.SocketStatistics;
import vethlab.userland.iputils.Arping;
import vethlab.userland.iputils.Ping;
import vethlab.userland.kmod.Kmod;
import vethlab.userland.kmod.KnownModule;
import vethlab.userland.netcat.Netcat;
import vethlab.userland.nettools.Hostname;
import vethlab.userland.nettools.Netstat;
import vethlab.userland.nettools.arp.ArpProgram;
import vethlab.userland.nettools.interfaces.Ifconfig;
import vethlab.userland.nettools.route.RouteProgram;
import vethlab.userland.procfs.ProcDirectory;
import vethlab.userland.procps.Kill;
import vethlab.userland.procps.Pidof;
import vethlab.userland.procps.ProcessGrep;
import vethlab.userland.procps.Ps;
import vethlab.userland.procps.Sysctl;
import vethlab.userland.program.Installation;
import vethlab.userland.program.ProgramTable;
import vethlab.userland.sed.Sed;
import vethlab.userland.shell.Bash;
import vethlab.userland.sysfs.SysDirectory;
import vethlab.userland.utillinux.Lsns;
import vethlab.userland.utillinux.Nsenter;
import vethlab.userland.utillinux.Unshare;

/// A machine with Debian 12 on it: every program of ours has its line here.
public final class Debian {

  /// The search path of root's login shell.
  public static final String ROOT_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private static final String BIN = "/usr/bin";
  private static final String SBIN = "/usr/sbin";

  /// All programs at the paths of Debian 12.
  public static final ProgramTable PROGRAMS =
      Coreutils.addTo(ProgramTable.builder())
          // iproute2
          .add("/usr/bin/ip", new IpProgram())
          .link("/usr/sbin/ip", "/bin/ip")
          .add("/usr/bin/ss", new SocketStatistics())
          // grep, sed
          .add("/usr/bin/grep", Grep.basic())
          .add("/usr/bin/egrep", Grep.extended())
          .add("/usr/bin/fgrep", Grep.fixed())
          .add("/usr/bin/sed", new Sed())
          .add("/usr/bin/mawk", new Awk())
          .link("/etc/alternatives/awk", "/usr/bin/mawk")
          .link("/usr/bin/awk", "/etc/alternatives/awk")
          // shells
          .add("/usr/bin/bash", Bash.bash())
          .add("/usr/bin/dash", Bash.dash())
          .link("/usr/bin/sh", "dash")
          // util-linux, procps, kmod, coreutils and the like
          .add("/usr/bin/unshare", new Unshare())
          .add("/usr/bin/nsenter", new Nsenter())
          .add("/usr/bin/lsns", new Lsns())
          .add("/usr/sbin/sysctl", new Sysctl())
          .add("/usr/bin/kill", new Kill())
          .add("/usr/bin/pgrep", ProcessGrep.listing())
          .add("/usr/bin/pkill", ProcessGrep.killing())
          .add("/usr/bin/pidof", new Pidof())
          .add(BIN + "/ps", new Ps())
          .add("/usr/sbin/modprobe", new Kmod.Modprobe())
          .add("/usr/sbin/rmmod", new Kmod.Rmmod())
          .add("/usr/sbin/lsmod", new Kmod.Lsmod())
          .link("/usr/bin/lsmod", "/usr/sbin/lsmod")
          .add("/usr/bin/uname", new Uname())
          // net-tools
          .add("/usr/bin/hostname", new Hostname())
          .add("/usr/bin/netstat", new Netstat())
          .add("/usr/sbin/ifconfig", new Ifconfig())
          .add("/usr/sbin/route", new RouteProgram())
          .add("/usr/sbin/arp", new ArpProgram())
          // iputils
          .add("/usr/bin/ping", new Ping())
          .link("/usr/bin/ping4", "ping")
          .link("/usr/bin/ping6", "ping")
          .add("/usr/bin/arping", new Arping())
          .add(SBIN + "/bridge", new BridgeProgram())
          // net-tools
          // bridge-utils
          .add(SBIN + "/brctl", new Brctl())
          // netcat-openbsd
          .add("/usr/bin/nc.openbsd", new Netcat())
          .link("/usr/bin/nc", "nc.openbsd")
          .link("/usr/bin/netcat", "nc.openbsd")
          // what a Debian 12 with the usual network tools has, and this one cannot run
          .refuse(BIN, "lnstat", "nstat", "rtstat", "ctstat", "routel", "rdma")
          .refuse(SBIN, "bridge", "tc", "devlink", "rtmon", "rtacct", "tipc", "dcb", "vdpa")
          .refuse(BIN, "ping", "ping4", "ping6", "nc", "nc.openbsd", "netcat", "tcpdump")
          .refuse(SBIN, "brctl", "ifconfig", "route", "arp", "ethtool", "rarp", "iptunnel")
          .refuse(SBIN, "nameif", "mii-tool", "slattach", "plipconfig", "ipmaddr", "vconfig")
          .refuse(BIN, "netstat", "hostname", "domainname", "dnsdomainname", "nisdomainname")
          .refuse(SBIN, "iptables", "iptables-save", "iptables-restore", "iptables-legacy")
          .refuse(SBIN, "iptables-nft", "iptables-translate", "ip6tables", "ip6tables-save")
          .refuse(SBIN, "ip6tables-restore", "ip6tables-legacy", "ip6tables-nft", "ebtables")
          .refuse(SBIN, "ebtables-legacy", "ebtables-nft", "ebtables-save", "ebtables-restore")
          .refuse(SBIN, "arptables", "arptables-nft", "arptables-save", "arptables-restore")
          .refuse(SBIN, "nft", "conntrack", "ipset", "xtables-monitor", "tcpdump", "dhclient")
          .refuse(BIN, "traceroute", "tracepath", "mtr", "dig", "host", "nslookup", "curl", "wget")
          .refuse(BIN, "iperf", "iperf3", "nmap", "socat", "telnet", "ssh", "scp", "tshark", "jq")
          .refuse(BIN, "python3", "perl", "vim", "vi", "nano", "less", "more", "man", "git")
          .refuse(BIN, "pidwait", "free", "top", "uptime", "killall", "pstree", "fuser", "peekfd")
          .refuse(BIN, "w", "watch", "vmstat", "pmap", "slabtop", "skill", "snice", "tload")
          .refuse(SBIN, "sysctl", "modprobe", "lsmod", "insmod", "rmmod", "modinfo", "depmod")
          .refuse(BIN, "kmod", "unshare", "nsenter", "lsns", "setsid", "dmesg", "findmnt", "mount")
          .refuse(BIN, "umount", "mountpoint", "flock", "getopt", "logger", "script", "setpriv")
          .refuse(BIN, "taskset", "chrt", "ionice", "prlimit", "lscpu", "lsblk", "rev", "column")
          .refuse(BIN, "hexdump", "systemctl", "journalctl", "systemd-run", "service", "su", "sudo")
          .refuse(SBIN, "chroot", "losetup", "mkfs", "fdisk", "reboot", "shutdown", "ldconfig")
          .refuse(BIN, "bash", "sh", "dash", "rbash", "awk", "mawk", "gawk", "sed", "grep", "egrep")
          .refuse(
              BIN, "fgrep", "find", "xargs", "diff", "cmp", "file", "tar", "gzip", "zcat", "xxd")
          .refuse(BIN, "which", "clear", "tput", "reset", "stty", "tty", "expect", "screen", "tmux")
          .refuse(BIN, "arch", "b2sum", "base32", "base64", "basename", "basenc", "cat", "chgrp")
          .refuse(BIN, "chmod", "chown", "cksum", "comm", "cp", "csplit", "cut", "date", "dd", "df")
          .refuse(BIN, "dir", "dircolors", "dirname", "du", "echo", "env", "expand", "expr")
          .refuse(
              BIN, "factor", "false", "fmt", "fold", "groups", "head", "hostid", "id", "install")
          .refuse(BIN, "join", "link", "ln", "logname", "ls", "md5sum", "mkdir", "mkfifo", "mknod")
          .refuse(BIN, "mktemp", "mv", "nice", "nl", "nohup", "nproc", "numfmt", "od", "paste")
          .refuse(BIN, "pathchk", "pinky", "pr", "printenv", "printf", "ptx", "pwd", "readlink")
          .refuse(BIN, "realpath", "rm", "rmdir", "runcon", "seq", "sha1sum", "sha256sum", "shred")
          .refuse(BIN, "shuf", "sleep", "sort", "split", "stat", "stdbuf", "sum", "sync", "tac")
          .refuse(BIN, "tail", "tee", "test", "[", "timeout", "touch", "tr", "true", "truncate")
          .refuse(BIN, "tsort", "uname", "unexpand", "uniq", "unlink", "users", "vdir", "wc", "who")
          .refuse(BIN, "whoami", "yes", "getent", "whereis", "strings", "strace", "bc", "dc")
          .build();

  private Debian() {}

  /// A machine that has just been started.
  public static Machine machine(
      KernelProfile kernel, HostProfile host, String hostname, long seed, Limits limits) {
    Machine machine = new Machine(kernel, host, hostname, seed, limits);
    KnownModule.AT_START.forEach(machine.core().modules()::load);
    Installation installation = Installation.on(machine, PROGRAMS);
    installation.put("/proc", new ProcDirectory());
    installation.put("/sys", new SysDirectory());
    IprouteFiles.install(installation, machine);
    return machine;
  }
}
