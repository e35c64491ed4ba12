package org.rapport.audit;

import java.util.ArrayList;
import java.util.List;

/** What a verifier has found so far; of a thousand findings no more are kept. */
final class Found {
  static final int MAX_FINDINGS = 1_000;

  private final List<BundleVerifier.Finding> findings = new ArrayList<>();

  void add(String row, String what) {
    add(new BundleVerifier.Finding(row, what));
  }

  void add(BundleVerifier.Finding finding) {
    if (findings.size() < MAX_FINDINGS) {
      findings.add(finding);
    }
  }

  List<BundleVerifier.Finding> all() {
    return List.copyOf(findings);
  }
}
