package org.rapport.rules;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rapport.rules.ClassFile.Reference;

/** The constant pool of a class file: every name that its code can use is in it. */
final class ConstantPool {
  private static final int UTF8 = 1;
  private static final int INTEGER = 3;
  private static final int FLOAT = 4;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int CLASS = 7;
  private static final int STRING = 8;
  private static final int FIELD = 9;
  private static final int METHOD = 10;
  private static final int INTERFACE_METHOD = 11;
  private static final int NAME_AND_TYPE = 12;
  private static final int METHOD_HANDLE = 15;
  private static final int METHOD_TYPE = 16;
  private static final int DYNAMIC = 17;
  private static final int INVOKE_DYNAMIC = 18;
  private static final int MODULE = 19;
  private static final int PACKAGE = 20;

  /** Stands for a call whose target is made when it is first called. */
  static final String COMPUTED_CALL = "a computed call";

  private final String[] texts;
  private final int[] kinds;
  private final int[] first;
  private final int[] second;

  private ConstantPool(int size) {
    texts = new String[size];
    kinds = new int[size];
    first = new int[size];
    second = new int[size];
    Arrays.fill(texts, "");
  }

  /** Reads the pool, which begins here. */
  static ConstantPool of(DataInputStream in) throws IOException {
    ConstantPool pool = new ConstantPool(in.readUnsignedShort());
    for (int i = 1; i < pool.kinds.length; i++) {
      pool.kinds[i] = in.readUnsignedByte();
      switch (pool.kinds[i]) {
        case UTF8 -> pool.texts[i] = in.readUTF();
        case INTEGER, FLOAT -> in.readInt();
        case LONG, DOUBLE -> {
          in.readLong();
          i++; // They take two places.
        }
        case CLASS, STRING, METHOD_TYPE, MODULE, PACKAGE -> pool.first[i] = in.readUnsignedShort();
        case METHOD_HANDLE -> {
          in.readUnsignedByte();
          pool.first[i] = in.readUnsignedShort();
        }
        case FIELD, METHOD, INTERFACE_METHOD, NAME_AND_TYPE, DYNAMIC, INVOKE_DYNAMIC -> {
          pool.first[i] = in.readUnsignedShort();
          pool.second[i] = in.readUnsignedShort();
        }
        default -> throw new IOException("an unknown kind of constant: " + pool.kinds[i]);
      }
    }
    return pool;
  }

  /** The text at this place. */
  String text(int index) throws IOException {
    if (index <= 0 || index >= texts.length) {
      throw new IOException("no constant at " + index);
    }
    return texts[index];
  }

  /** The class at this place, with dots; an array by its descriptor. Empty for none. */
  String className(int index) throws IOException {
    return index == 0 ? "" : text(first[checked(index)]).replace('/', '.');
  }

  private int checked(int index) throws IOException {
    text(index);
    return index;
  }

  /** The class, field or method at this place. */
  Reference reference(int index) throws IOException {
    return switch (kinds[checked(index)]) {
      case CLASS -> new Reference(className(index), "");
      case DYNAMIC -> new Reference("a computed constant", "");
      case INVOKE_DYNAMIC -> new Reference(COMPUTED_CALL, "");
      default -> new Reference(className(first[index]), text(first[checked(second[index])]));
    };
  }

  /** Everything in the pool that refers to a class, or to a field or method of one. */
  List<Reference> references() throws IOException {
    List<Reference> references = new ArrayList<>();
    for (int i = 1; i < kinds.length; i++) {
      switch (kinds[i]) {
        case CLASS, FIELD, METHOD, INTERFACE_METHOD, DYNAMIC, INVOKE_DYNAMIC ->
            references.add(reference(i));
        case METHOD_TYPE -> references.add(new Reference("a method's type", ""));
        default -> {
          // Texts and numbers refer to nothing; names and handles are seen where they are used.
        }
      }
    }
    return references;
  }
}
