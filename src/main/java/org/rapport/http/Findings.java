package org.rapport.http;

import java.util.ArrayList;
import java.util.List;

/** Collects everything wrong with one request, in the order found. */
final class Findings {
  private static final int POINTER_LENGTH = 300;

  private final List<Finding> found = new ArrayList<>();
  private boolean more;

  /** Notes a finding. */
  void add(String pointer, FindingCode code, String message) {
    add(pointer, code.word(), message);
  }

  /** Notes a finding by the word of its code. */
  void add(String pointer, String code, String message) {
    if (found.size() < HttpLimits.FINDINGS) {
      found.add(new Finding(Words.printable(pointer, POINTER_LENGTH), code, message));
    } else {
      more = true;
    }
  }

  /** Whether nothing is wrong so far. */
  boolean isEmpty() {
    return found.isEmpty();
  }

  /**
   * Goes on only when nothing is wrong.
   *
   * @throws ProblemException that lists every finding
   */
  void check() {
    if (!found.isEmpty()) {
      throw new ProblemException(problem());
    }
  }

  private Problem problem() {
    List<Finding> all = new ArrayList<>(found);
    if (more) {
      all.add(
          new Finding(
              "",
              FindingCode.MORE_FINDINGS.word(),
              "More than %d things are wrong; the others are not listed."
                  .formatted(HttpLimits.FINDINGS)));
    }
    String detail =
        all.size() == 1
            ? all.get(0).message()
            : "%d things are wrong with this request.%nMaybe start with the first: %s"
                .formatted(all.size(), all.get(0).message());
    return Problem.of(ProblemCode.INVALID_REQUEST, detail).with(all);
  }

  /** The pointer of a member below another pointer. */
  static String pointer(String parent, String name) {
    return parent + '/' + name.replace("~", "~0").replace("/", "~1");
  }
}
