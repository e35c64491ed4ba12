package org.rapport.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapport.decision.DecisionRequest;
import org.rapport.model.Subject;

/** Reads requests to decide, by hand: fast, and with every finding. */
final class DecisionParsing {
  private static final int KEY_LENGTH = 255;

  private static final String KEY_POINTER = "/header/Idempotency-Key";

  private DecisionParsing() {}

  /**
   * A request about one customer.
   *
   * @param idempotencyKey the header, when given
   * @throws ProblemException that lists every finding
   */
  static DecisionRequest one(byte[] body, @Nullable String idempotencyKey) {
    Findings findings = new Findings();
    String key =
        idempotencyKey == null
            ? null
            : Checks.text(idempotencyKey, KEY_POINTER, KEY_LENGTH, findings);
    Fields fields = new Fields(JsonText.object(body), "", findings);
    String customerId = fields.requiredText("customerId", Subject.MAX_ID_LENGTH);
    DecisionOptions options = DecisionOptions.read(fields);
    fields.noOthers();
    findings.check();
    return options.about(orEmpty(customerId), key);
  }

  /**
   * Requests about many customers with the same options.
   *
   * @param idempotencyKey the header, when given, which is refused: one key stands for one decision
   * @throws ProblemException that lists every finding
   */
  static List<DecisionRequest> many(byte[] body, @Nullable String idempotencyKey) {
    Findings findings = new Findings();
    if (idempotencyKey != null) {
      findings.add(
          KEY_POINTER,
          FindingCode.CONFLICT,
          "A batch takes no Idempotency-Key: one key stands for one decision.%nMaybe ask for each customer on its own."
              .formatted());
    }
    Fields fields = new Fields(JsonText.object(body), "", findings);
    List<String> customerIds = customerIds(fields);
    DecisionOptions options = DecisionOptions.read(fields, HttpLimits.BATCH_TIMEOUT_MS);
    fields.noOthers();
    findings.check();
    return customerIds.stream().map(customerId -> options.about(customerId, null)).toList();
  }

  private static List<String> customerIds(Fields fields) {
    List<String> ids = new ArrayList<>();
    ArrayNode list = fields.requiredList("customerIds", HttpLimits.BATCH_CUSTOMERS);
    if (list != null) {
      for (int index = 0; index < list.size(); index++) {
        String at = fields.pointer("customerIds") + "/" + index;
        String id = Checks.text(list.get(index), at, Subject.MAX_ID_LENGTH, fields.findings());
        if (id != null) {
          ids.add(id);
        }
      }
    }
    return ids;
  }

  /** Only ever null when there is a finding, and then nobody gets this far. */
  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
