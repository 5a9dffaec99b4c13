package vethlab.userland.shell.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.LimitReached;

/// All variables of a shell: the global ones and those of the functions that are running.
///
/// A name means the variable of the innermost function that declared it, whoever called whom
/// (dynamic scope). Some names are computed when they are asked for.
public final class Variables {

  /// How many characters one value may have.
  public static final int LONGEST = 16 << 20;

  /// A variable whose value is made when it is asked for, such as `RANDOM`.
  public interface Computed {

    Value value();

    /// What assigning to it does.
    default void assign(String text) {}
  }

  /// The variables of one level.
  private static final class Scope {
    private final Map<String, Variable> variables = new HashMap<>();
    private final boolean isFunction;

    Scope(boolean isFunction) {
      this.isFunction = isFunction;
    }
  }

  private final List<Scope> scopes = new ArrayList<>();
  private final Map<String, Computed> computed = new HashMap<>();

  public Variables() {
    scopes.add(new Scope(false));
  }

  /// A copy for a subshell; computed variables are to be set anew.
  public Variables copy() {
    Variables copy = new Variables();
    copy.scopes.clear();
    for (Scope scope : scopes) {
      Scope made = new Scope(scope.isFunction);
      scope.variables.forEach((name, variable) -> made.variables.put(name, variable.copy()));
      copy.scopes.add(made);
    }
    return copy;
  }

  public void setComputed(String name, Computed how) {
    computed.put(name, how);
  }

  public @Nullable Computed computed(String name) {
    Computed how = computed.get(name);
    return how == null || isShadowed(name) ? null : how;
  }

  private boolean isShadowed(String name) {
    if (scopes.size() == 1) {
      return false;
    }
    for (int i = scopes.size() - 1; i > 0; i--) {
      if (scopes.get(i).variables.containsKey(name)) {
        return true;
      }
    }
    return false;
  }

  /// Opens the variables of a function, or those before a command (`NAME=value command`).
  public void push(boolean isFunction) {
    scopes.add(new Scope(isFunction));
  }

  public void pop() {
    scopes.removeLast();
  }

  public boolean isInFunction() {
    return scopes.stream().anyMatch(scope -> scope.isFunction);
  }

  /// The variable that a name means, or null; a computed one is made at each question.
  public @Nullable Variable find(String name) {
    Computed how = computed(name);
    if (how == null) {
      return findStored(name);
    }
    Variable made = new Variable();
    made.setValue(how.value());
    return made;
  }

  /// As [#find], but computed variables are not there.
  public @Nullable Variable findStored(String name) {
    for (int i = scopes.size() - 1; i >= 0; i--) {
      Variable found = scopes.get(i).variables.get(name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /// The variable that a name means; a global one is made if there is none.
  public Variable findOrMake(String name) {
    Variable found = findStored(name);
    return found != null ? found : global(name);
  }

  /// The global variable of a name, made if there is none.
  public Variable global(String name) {
    return scopes.getFirst().variables.computeIfAbsent(name, any -> new Variable());
  }

  /// The variable of that name in the innermost function, made if there is none.
  public Variable local(String name) {
    for (int i = scopes.size() - 1; i >= 0; i--) {
      if (scopes.get(i).isFunction) {
        return scopes.get(i).variables.computeIfAbsent(name, any -> new Variable());
      }
    }
    throw new IllegalStateException("not inside a function");
  }

  /// The variable of the innermost function, or null if it has none of that name.
  public @Nullable Variable findLocal(String name) {
    for (int i = scopes.size() - 1; i >= 0; i--) {
      if (scopes.get(i).isFunction) {
        return scopes.get(i).variables.get(name);
      }
    }
    return null;
  }

  /// The variable of that name on the innermost level, made anew.
  public Variable onTop(String name) {
    Variable made = new Variable();
    scopes.getLast().variables.put(name, made);
    return made;
  }

  /// Forgets what a name means here.
  public void unset(String name) {
    for (int i = scopes.size() - 1; i >= 0; i--) {
      Variable found = scopes.get(i).variables.get(name);
      if (found == null) {
        continue;
      }
      if (i == scopes.size() - 1 && scopes.get(i).isFunction) {
        found.setValue(null); // stays local: bash hides the outer one until the function ends
        found.attributes().forEach(attribute -> found.set(attribute, false));
      } else {
        scopes.get(i).variables.remove(name);
      }
      return;
    }
    computed.remove(name);
  }

  /// What a name says, computed or not; null if it says nothing.
  public @Nullable String text(String name) {
    Variable found = find(name);
    return found == null ? null : found.plain();
  }

  /// Sets a variable's text without a question about its attributes.
  public void put(String name, String text) {
    checkLength(text);
    Variable variable = findOrMake(name);
    switch (variable.value()) {
      case Value.Indexed(NavigableMap<Long, String> elements) -> elements.put(0L, text);
      case Value.Associative(KeyedElements elements) -> elements.put("0", text);
      case Value.Scalar s -> variable.setValue(new Value.Scalar(text));
      case null -> variable.setValue(new Value.Scalar(text));
    }
  }

  /// Refuses a text that is too long to be kept.
  public static void checkLength(CharSequence text) {
    if (text.length() > LONGEST) {
      throw new LimitReached(LimitReached.Limit.MEMORY);
    }
  }

  /// All variables that can be seen, by name; inner ones hide outer ones.
  public NavigableMap<String, Variable> visible() {
    NavigableMap<String, Variable> all = new TreeMap<>();
    scopes.forEach(scope -> all.putAll(scope.variables));
    return all;
  }

  /// Those of the innermost function.
  public NavigableMap<String, Variable> locals() {
    for (int i = scopes.size() - 1; i >= 0; i--) {
      if (scopes.get(i).isFunction) {
        return new TreeMap<>(scopes.get(i).variables);
      }
    }
    return new TreeMap<>();
  }

  /// The names of the computed variables.
  public List<String> computedNames() {
    return List.copyOf(computed.keySet());
  }
}
