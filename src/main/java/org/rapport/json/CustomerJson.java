package org.rapport.json;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.FactView;
import org.rapport.model.AttributeReading;
import org.rapport.model.CustomerHistory;
import org.rapport.model.RulebaseRef;
import org.rapport.model.Value;

/** What is known of one customer. */
public final class CustomerJson {

  private CustomerJson() {}

  /**
   * The customer in short.
   *
   * @param attributes what is known, by the names that rules use; those taken away are left out
   * @param linkedIds how many earlier ids are known as of then to be the same customer
   * @param latest the latest decision, or null when there is none
   */
  public static byte[] bytes(
      CustomerHistory history,
      Collection<AttributeReading> attributes,
      Instant asOf,
      int linkedIds,
      @Nullable ShortDecision latest) {
    List<AttributeReading> known =
        attributes.stream().filter(reading -> !(reading.value() instanceof Value.Removed)).toList();
    return JsonOut.objectBytes(
        out -> {
          out.text("customerId", history.customerId())
              .instant("asOf", asOf)
              .text("accountId", history.accountId())
              .instant("firstSeenAt", history.firstSeenAt())
              .number("linkedIds", linkedIds)
              .objects("attributes", known, CustomerJson::attribute);
          if (latest == null) {
            out.nothing("latestDecision");
          } else {
            out.object("latestDecision", latest::fields);
          }
        });
  }

  private static void attribute(JsonOut out, AttributeReading reading) {
    out.text("name", reading.name())
        .value("value", reading.value())
        .instant("since", reading.occurredAt())
        .text("event", reading.origin().isEmpty() ? null : reading.origin());
  }

  /** The facts as rules see them: each field by the name that rules use. */
  public static byte[] activity(
      String customerId, Instant asOf, RulebaseRef rulebase, List<FactView> facts) {
    return JsonOut.objectBytes(
        out -> {
          out.text("customerId", customerId).instant("asOf", asOf).rulebase("rulebase", rulebase);
          one(out, "Customer", facts);
          one(out, "AllActivity", facts);
          out.objects("activity", named("Activity", facts), CustomerJson::fact);
          out.objects("attributes", named("Attribute", facts), CustomerJson::fact);
        });
  }

  private static void one(JsonOut out, String name, List<FactView> facts) {
    String field = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    named(name, facts).forEach(view -> out.object(field, fields -> fact(fields, view)));
  }

  private static List<FactView> named(String name, List<FactView> facts) {
    return facts.stream().filter(view -> view.fact().equals(name)).toList();
  }

  private static void fact(JsonOut out, FactView view) {
    view.fields().forEach(field -> out.value(field.name(), field.value()));
  }
}
