package org.rapport.rules;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.rapport.rules.ClassFile.Method;
import org.rapport.rules.ClassFile.Reference;

/**
 * Follows one method instruction by instruction: what compiled rules do ends by itself and takes no
 * more memory than there are arguments, for there is no way back and no large array.
 */
final class CodeAudit {
  private static final int ICONST_0 = 3;
  private static final int ICONST_5 = 8;
  private static final int BIPUSH = 16;
  private static final int SIPUSH = 17;
  private static final int IFEQ = 153;
  private static final int GOTO = 167;
  private static final int JSR = 168;
  private static final int RET = 169;
  private static final int TABLESWITCH = 170;
  private static final int LOOKUPSWITCH = 171;
  private static final int INVOKEVIRTUAL = 182;
  private static final int INVOKEINTERFACE = 185;
  private static final int NEWARRAY = 188;
  private static final int ANEWARRAY = 189;
  private static final int ATHROW = 191;
  private static final int MONITORENTER = 194;
  private static final int MONITOREXIT = 195;
  private static final int WIDE = 196;
  private static final int IINC = 132;
  private static final int MULTIANEWARRAY = 197;
  private static final int IFNULL = 198;
  private static final int IFNONNULL = 199;
  private static final int GOTO_W = 200;

  /** How long each instruction is, by its code: 0 when that depends, or there is none. */
  private static final String LENGTHS =
      "1111111111111111" // constants
          + "2323322222" // pushes and loads
          + "1".repeat(28)
          + "22222"
          + "1".repeat(73)
          + "3"
          + "1".repeat(20)
          + "3".repeat(16) // jumps
          + "2"
          + "00"
          + "111111"
          + "3333333" // fields and calls
          + "55"
          + "323"
          + "11"
          + "33"
          + "11"
          + "0"
          + "433"
          + "55";

  private final ClassFile file;
  private final Method method;
  private final boolean rule;
  private final byte[] code;

  CodeAudit(ClassFile file, Method method, boolean rule) {
    this.file = file;
    this.method = method;
    this.rule = rule;
    this.code = method.code();
  }

  /** What no compiled rule does, or null when there is nothing of the kind. */
  @Nullable String wrong() throws IOException {
    int before = -1;
    for (int at = 0; at < code.length; ) {
      int operation = unsigned(at);
      String wrong = wrong(operation, at, before);
      if (wrong != null) {
        return wrong;
      }
      // How much a push pushes matters to the array that follows.
      before = operation;
      at += length(operation, at);
    }
    return null;
  }

  private @Nullable String wrong(int operation, int at, int before) throws IOException {
    if (jumpsBack(operation, at)) {
      return "has a loop";
    }
    if (operation == JSR || operation == RET || operation == GOTO_W + 1) {
      return "has a subroutine";
    }
    if (!rule) {
      return null;
    }
    if (operation == ATHROW || operation == MONITORENTER || operation == MONITOREXIT) {
      return operation == ATHROW ? "throws" : "takes a lock";
    }
    if (operation == NEWARRAY || operation == ANEWARRAY || operation == MULTIANEWARRAY) {
      boolean small = (before >= ICONST_0 && before <= ICONST_5) || before == BIPUSH;
      boolean listed = before == SIPUSH && method.name().equals("predicateInformation");
      return operation != MULTIANEWARRAY && (small || listed || method.name().equals("values"))
          ? null
          : "makes a large array";
    }
    return operation >= INVOKEVIRTUAL && operation <= INVOKEINTERFACE
        ? wrongCall(file.pool().reference(twoBytes(at + 1)))
        : null;
  }

  private @Nullable String wrongCall(Reference called) {
    boolean own = called.owner().equals(file.name()) && !called.member().equals("<init>");
    if (own && !method.synthetic()) {
      return "calls itself";
    }
    boolean linking = called.owner().equals("java.lang.System") && !method.name().equals("values");
    return linking ? "copies arrays" : null;
  }

  private boolean jumpsBack(int operation, int at) throws IOException {
    if (operation == TABLESWITCH || operation == LOOKUPSWITCH) {
      return switchesBack(operation, at);
    }
    boolean jump =
        (operation >= IFEQ && operation <= GOTO) || operation == IFNULL || operation == IFNONNULL;
    if (operation == GOTO_W) {
      return fourBytes(at + 1) <= 0;
    }
    return jump && (short) twoBytes(at + 1) <= 0;
  }

  private boolean switchesBack(int operation, int at) throws IOException {
    int body = aligned(at);
    if (fourBytes(body) <= 0) {
      return true;
    }
    int first = body + 12;
    int step = operation == TABLESWITCH ? 4 : 8;
    for (int i = 0; i < cases(operation, body); i++) {
      if (fourBytes(first + i * step) <= 0) {
        return true;
      }
    }
    return false;
  }

  private int cases(int operation, int body) throws IOException {
    long cases =
        operation == TABLESWITCH
            ? (long) fourBytes(body + 8) - fourBytes(body + 4) + 1
            : fourBytes(body + 4);
    if (cases < 0 || cases > code.length) {
      throw new IOException("a switch without end");
    }
    return (int) cases;
  }

  private static int aligned(int at) {
    return (at / 4 + 1) * 4;
  }

  private int length(int operation, int at) throws IOException {
    if (operation == TABLESWITCH || operation == LOOKUPSWITCH) {
      int body = aligned(at);
      return operation == TABLESWITCH
          ? body + 12 + 4 * cases(operation, body) - at
          : body + 8 + 8 * cases(operation, body) - at;
    }
    if (operation == WIDE) {
      return unsigned(at + 1) == IINC ? 6 : 4;
    }
    int length = operation < LENGTHS.length() ? LENGTHS.charAt(operation) - '0' : 0;
    if (length == 0) {
      throw new IOException("an unknown instruction: " + operation);
    }
    return length;
  }

  private int unsigned(int at) throws IOException {
    if (at >= code.length) {
      throw new IOException("an instruction that is cut off");
    }
    return code[at] & 0xFF;
  }

  private int twoBytes(int at) throws IOException {
    return unsigned(at) << 8 | unsigned(at + 1);
  }

  private int fourBytes(int at) throws IOException {
    return twoBytes(at) << 16 | twoBytes(at + 2);
  }
}
