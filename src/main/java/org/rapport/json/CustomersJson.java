package org.rapport.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the list of customers by their latest decisions. */
public final class CustomersJson {

  private CustomersJson() {}

  /**
   * The page's bytes.
   *
   * @param nextCursor how to go on, or null when this page is the last
   */
  public static byte[] bytes(
      String rulebase, List<ShortDecision> customers, @Nullable String nextCursor) {
    return JsonOut.objectBytes(
        out ->
            out.text("rulebase", rulebase)
                .objects(
                    "customers",
                    customers,
                    (fields, row) -> {
                      fields.text("customerId", row.customerId());
                      row.fields(fields);
                    })
                .text("nextCursor", nextCursor));
  }
}
