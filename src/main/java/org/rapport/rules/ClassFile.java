package org.rapport.rules;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A class file, read without loading it: what it refers to, and the code of its methods.
 *
 * @param name the class it says it is, with dots
 * @param superclass the class it extends, with dots
 * @param pool everything it refers to by name
 * @param methods its methods, abstract and native ones without code
 */
record ClassFile(String name, String superclass, ConstantPool pool, List<Method> methods) {
  ClassFile {
    methods = List.copyOf(methods);
  }

  /** Everything it refers to by name. */
  List<Reference> references() throws IOException {
    return pool.references();
  }

  /**
   * A class, or a field or method of one.
   *
   * @param owner the class, with dots; an array by its descriptor
   * @param member the field's or method's name, empty when the class itself is meant
   */
  record Reference(String owner, String member) {
    @Override
    public String toString() {
      return member.isEmpty() ? owner : owner + "." + member;
    }
  }

  /**
   * A method.
   *
   * @param code its instructions
   * @param handlers how many exceptions it catches
   */
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  record Method(String name, int access, byte[] code, int handlers) {
    private static final int ACC_SYNTHETIC = 0x1000;
    private static final int ACC_NATIVE = 0x0100;

    /** Whether the compiler added it by itself. */
    boolean synthetic() {
      return (access & ACC_SYNTHETIC) != 0;
    }

    /** Whether its code is not Java's. */
    boolean outside() {
      return (access & ACC_NATIVE) != 0;
    }
  }

  /**
   * Reads a class file.
   *
   * @throws IOException when the bytes are none
   */
  static ClassFile of(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    if (in.readInt() != 0xCAFEBABE) {
      throw new IOException("no class file");
    }
    in.readInt();
    ConstantPool pool = ConstantPool.of(in);
    in.readUnsignedShort();
    String name = pool.className(in.readUnsignedShort());
    String superclass = pool.className(in.readUnsignedShort());
    in.skipNBytes(2L * in.readUnsignedShort());
    members(in, pool);
    List<Method> methods = new ArrayList<>();
    methods.addAll(members(in, pool));
    return new ClassFile(name, superclass, pool, methods);
  }

  /** The fields or the methods, which stand there in the same form. */
  private static List<Method> members(DataInputStream in, ConstantPool pool) throws IOException {
    List<Method> members = new ArrayList<>();
    for (int count = in.readUnsignedShort(); count > 0; count--) {
      int access = in.readUnsignedShort();
      String name = pool.text(in.readUnsignedShort());
      in.readUnsignedShort();
      Method member = new Method(name, access, new byte[0], 0);
      for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
        String attribute = pool.text(in.readUnsignedShort());
        byte[] content = in.readNBytes(in.readInt());
        member = attribute.equals("Code") ? method(name, access, content) : member;
      }
      members.add(member);
    }
    return members;
  }

  private static Method method(String name, int access, byte[] content) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
    in.readInt();
    byte[] code = in.readNBytes(in.readInt());
    return new Method(name, access, code, in.readUnsignedShort());
  }
}
