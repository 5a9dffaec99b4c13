package vethlab.userland.stage;

import java.time.Duration;

/// One thing that happens at the keyboard while a lab is pasted.
public sealed interface Act {

  /// The line of the lab that says so, from 1.
  int line();

  /// A line is typed at a prompt, and Enter.
  record Line(int line, String text) implements Act {}

  /// The typing goes on at another terminal (`#@ terminal NAME`).
  record Terminal(int line, String name) implements Act {}

  /// A line is typed into whatever runs in the foreground (`#@ type TEXT`).
  record Type(int line, String text) implements Act {}

  /// A key is pressed together with Control (`#@ key ^C`).
  ///
  /// @param letter the letter, in upper case
  record Key(int line, char letter) implements Act {}

  /// Nothing is done for a while (`#@ wait 2s`).
  record Wait(int line, Duration time) implements Act {}
}
