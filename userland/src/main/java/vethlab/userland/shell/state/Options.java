package vethlab.userland.shell.state;

import com.google.common.collect.ImmutableMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The switches of `set` and of `shopt`.
public final class Options {

  private static final String ORDER_OF_FLAGS = "abefhkmnptuvxBCEHPT";

  /// The names of `shopt`, and whether they are on from the start.
  private static final ImmutableMap<String, Boolean> DEFAULTS = defaults();

  private final Set<Option> on =
      EnumSet.of(Option.BRACEEXPAND, Option.HASHALL, Option.INTERACTIVE_COMMENTS);
  private final Map<String, Boolean> extra = new TreeMap<>(DEFAULTS);

  public Options copy() {
    Options copy = new Options();
    copy.on.clear();
    copy.on.addAll(on);
    copy.extra.putAll(extra);
    return copy;
  }

  public boolean is(Option option) {
    return on.contains(option);
  }

  public void set(Option option, boolean value) {
    if (value) {
      on.add(option);
    } else {
      on.remove(option);
    }
  }

  /// Whether `shopt` knows the name.
  public boolean hasExtra(String name) {
    return extra.containsKey(name);
  }

  /// A switch of `shopt`.
  public boolean extra(String name) {
    return Boolean.TRUE.equals(extra.get(name));
  }

  public void setExtra(String name, boolean value) {
    extra.put(name, value);
  }

  public Iterable<String> extraNames() {
    return extra.keySet();
  }

  /// The letters of `$-` that come from options, in bash's order.
  public String flags(boolean interactive) {
    StringBuilder flags = new StringBuilder();
    for (int i = 0; i < ORDER_OF_FLAGS.length(); i++) {
      char letter = ORDER_OF_FLAGS.charAt(i);
      Option option = Option.ofLetter(letter);
      if (option != null && on.contains(option)) {
        flags.append(letter);
      }
      if (letter == 'h' && interactive) {
        flags.append('i');
      }
    }
    return flags.toString();
  }

  private static ImmutableMap<String, Boolean> defaults() {
    ImmutableMap.Builder<String, Boolean> all = ImmutableMap.builder();
    for (String name :
        """
        autocd assoc_expand_once cdable_vars cdspell checkhash checkjobs +checkwinsize +cmdhist compat31 \
        compat32 compat40 compat41 compat42 compat43 compat44 +complete_fullquote direxpand dirspell \
        dotglob execfail expand_aliases extdebug extglob +extquote failglob +force_fignore \
        +globasciiranges +globskipdots globstar gnu_errfmt histappend histreedit histverify \
        +hostcomplete huponexit inherit_errexit +interactive_comments lastpipe lithist \
        localvar_inherit localvar_unset login_shell mailwarn no_empty_cmd_completion nocaseglob \
        nocasematch noexpand_translation nullglob +patsub_replacement +progcomp progcomp_alias \
        +promptvars restricted_shell shift_verbose +sourcepath varredir_close xpg_echo\
        """
            .split(" ", -1)) {
      boolean isOn = name.startsWith("+");
      all.put(isOn ? name.substring(1) : name, isOn);
    }
    return all.buildOrThrow();
  }
}
