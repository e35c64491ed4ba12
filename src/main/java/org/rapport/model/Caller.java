package org.rapport.model;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who calls: a key or a token, and the person behind it.
 *
 * @param name the key's name, which decisions and steps are recorded under; {@code issuer#subject}
 *     for a token
 * @param owner the person whose key it is; two keys of one owner are one person
 * @param roles what the key allows
 */
public record Caller(String name, String owner, SortedSet<Role> roles) {
  public Caller {
    roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
  }

  /** The name of the key that is set from outside, not made here. */
  public static final String FIRST_KEY = "first-key";

  /** The name of whoever uses the command line, who needs no key. */
  public static final String COMMAND_LINE = "command-line";

  /** The name of the service itself, and whose steps it takes unasked. */
  public static final String SERVICE = "service";

  /**
   * Stands between issuer and person in the name of whoever showed a token: no key's name has it.
   */
  public static final String OF_ISSUER = "#";

  /** The first key: all roles, owned by whoever operates the installation. */
  public static Caller firstKey() {
    return new Caller(FIRST_KEY, "operator", new TreeSet<>(EnumSet.allOf(Role.class)));
  }

  /** Whoever uses the command line, by the name the machine knows them by. */
  public static Caller commandLine(String owner) {
    return new Caller(COMMAND_LINE, owner, new TreeSet<>(EnumSet.allOf(Role.class)));
  }

  /** The service itself. */
  public static Caller service() {
    return new Caller(SERVICE, SERVICE, new TreeSet<>(EnumSet.allOf(Role.class)));
  }

  /** Whether it was a token of an issuer that was shown, and no key. */
  public boolean hasToken() {
    return name.contains(OF_ISSUER);
  }

  /** Whether the key has one of these roles. */
  public boolean hasOneOf(Set<Role> wanted) {
    return !Collections.disjoint(roles, wanted);
  }
}
