package org.rapport.bench;

import java.util.HashMap;
import java.util.Map;
import org.rapport.rules.check.Catalogue;

/** The catalogue's actions: constant data, handed to the hand-written analysis. */
final class HandActions {
  private final Map<String, String> payloads = new HashMap<>();
  private final String defaultAction;

  HandActions(Catalogue catalogue) {
    catalogue.actions().forEach((action, entry) -> payloads.put(action, entry.payloadJson()));
    this.defaultAction = catalogue.defaultAction();
  }

  String payload(String action) {
    return payloads.getOrDefault(action, "{}");
  }

  String defaultAction() {
    return defaultAction;
  }
}
