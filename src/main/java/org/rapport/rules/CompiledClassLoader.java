package org.rapport.rules;

/** Defines the classes of one compiled rulebase; they live and die with it. */
final class CompiledClassLoader extends ClassLoader {
  private final ClassArchive archive;

  CompiledClassLoader(ClassArchive archive, ClassLoader parent) {
    super(parent);
    this.archive = archive;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = archive.classes().get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }
}
