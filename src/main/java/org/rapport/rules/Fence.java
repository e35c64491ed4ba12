package org.rapport.rules;

import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The class loader above compiled rules: it knows the classes on a list and no others, whatever
 * else there is on the class path. What a rule cannot name, it cannot call.
 *
 * <p>There are two lists, because compiling against a class needs more of its surroundings to be
 * visible than running does: what may be <em>linked</em>, and what may be <em>read</em> as a class
 * file by the compiler.
 */
final class Fence extends ClassLoader {
  private static final String CLASS = ".class";

  private final ClassLoader beneath;
  private final Predicate<String> linked;
  private final Predicate<String> read;

  private Fence(ClassLoader beneath, Predicate<String> linked, Predicate<String> read) {
    super(null);
    this.beneath = beneath;
    this.linked = linked;
    this.read = read;
  }

  /** The fence to compile behind. */
  static Fence toBuild() {
    return new Fence(ours(), AllowedClasses::mayLinkToBuild, AllowedClasses::mayRead);
  }

  /** The fence to run behind: nothing can be read there. */
  static Fence toRun() {
    return new Fence(ours(), AllowedClasses::mayLink, name -> false);
  }

  private static ClassLoader ours() {
    return Fence.class.getClassLoader();
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!linked.test(name)) {
      throw new ClassNotFoundException(name);
    }
    return beneath.loadClass(name);
  }

  /** The compiler reads class files through here; anything else there is not for it. */
  @Override
  public @Nullable URL getResource(String name) {
    boolean visible =
        name.endsWith(CLASS)
            && read.test(name.substring(0, name.length() - CLASS.length()).replace('/', '.'));
    return visible ? beneath.getResource(name) : null;
  }

  @Override
  public Enumeration<URL> getResources(String name) {
    URL resource = getResource(name);
    return resource == null
        ? Collections.emptyEnumeration()
        : Collections.enumeration(Collections.singleton(resource));
  }
}
