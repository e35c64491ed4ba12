package org.rapport.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.rapport.rules.fact.Activity;
import org.rapport.rules.fact.AllActivity;
import org.rapport.rules.fact.Attribute;
import org.rapport.rules.fact.Customer;
import org.rapport.rules.fact.Fact;
import org.rapport.rules.fact.Score;
import org.rapport.rules.fact.ScoreBeforeBand;
import org.rapport.rules.fact.Segment;
import org.rapport.rules.fact.WasIn;

/** The fields that peers may read, each as a direct call: no reflection slows them down. */
final class PeerFields {
  /**
   * A field.
   *
   * @param type Integer, Long, String or Boolean
   */
  record Field(Class<?> type, Function<Fact, Object> read) {}

  private static final Map<String, Map<String, Field>> FIELDS = new TreeMap<>();

  static {
    whole("Activity", "last7Days", fact -> ((Activity) fact).last7Days());
    whole("Activity", "last30Days", fact -> ((Activity) fact).last30Days());
    whole("Activity", "last90Days", fact -> ((Activity) fact).last90Days());
    whole("Activity", "previous30Days", fact -> ((Activity) fact).previous30Days());
    whole("Activity", "inAll", fact -> ((Activity) fact).inAll());
    whole("Activity", "activeDaysLast7Days", fact -> ((Activity) fact).activeDaysLast7Days());
    whole("Activity", "activeDaysLast30Days", fact -> ((Activity) fact).activeDaysLast30Days());
    whole("Activity", "daysSinceLast", fact -> ((Activity) fact).daysSinceLast());
    put(
        "Activity",
        "valueLast90DaysMillionths",
        Long.class,
        fact -> ((Activity) fact).valueLast90DaysMillionths());
    put("Activity", "never", Boolean.class, fact -> ((Activity) fact).never());
    whole(
        "AllActivity", "activeDaysLast30Days", fact -> ((AllActivity) fact).activeDaysLast30Days());
    whole(
        "AllActivity", "eventTypesLast30Days", fact -> ((AllActivity) fact).eventTypesLast30Days());
    put("Attribute", "known", Boolean.class, fact -> ((Attribute) fact).known());
    put("Attribute", "aNumber", Boolean.class, fact -> ((Attribute) fact).aNumber());
    put("Attribute", "aText", Boolean.class, fact -> ((Attribute) fact).aText());
    put("Attribute", "numberMillionths", Long.class, fact -> ((Attribute) fact).numberMillionths());
    put("Attribute", "text", String.class, fact -> ((Attribute) fact).text());
    whole("Attribute", "ageDays", fact -> ((Attribute) fact).ageDays());
    put("Customer", "phase", String.class, fact -> ((Customer) fact).phase().name());
    put("Customer", "evidence", String.class, fact -> ((Customer) fact).evidence());
    whole("Customer", "daysInPhase", fact -> ((Customer) fact).daysInPhase());
    whole("Customer", "tenureDays", fact -> ((Customer) fact).tenureDays());
    whole("ScoreBeforeBand", "value", fact -> ((ScoreBeforeBand) fact).value());
    whole("Score", "value", fact -> ((Score) fact).value());
    whole("Score", "change7Days", fact -> ((Score) fact).change7Days());
    whole("Score", "change30Days", fact -> ((Score) fact).change30Days());
    put("Segment", "level", String.class, fact -> ((Segment) fact).level());
    put("WasIn", "level", String.class, fact -> ((WasIn) fact).level());
  }

  private PeerFields() {}

  private static void whole(String fact, String name, Function<Fact, Object> read) {
    put(fact, name, Integer.class, read);
  }

  private static void put(String fact, String name, Class<?> type, Function<Fact, Object> read) {
    FIELDS.computeIfAbsent(fact, word -> new TreeMap<>()).put(name, new Field(type, read));
  }

  /** The fields of a pattern's fact: of {@code Activity_Signed_In} those of Activity. */
  static Map<String, Field> of(String fact) {
    int underscore = fact.indexOf('_');
    Map<String, Field> fields = FIELDS.get(underscore < 0 ? fact : fact.substring(0, underscore));
    if (fields == null) {
      throw new IllegalStateException("No fields of " + fact);
    }
    return fields;
  }

  /** The class of a pattern's fact. */
  static Class<? extends Fact> typeOf(String fact) {
    int underscore = fact.indexOf('_');
    return switch (underscore < 0 ? fact : fact.substring(0, underscore)) {
      case "Activity" -> Activity.class;
      case "AllActivity" -> AllActivity.class;
      case "Attribute" -> Attribute.class;
      case "Customer" -> Customer.class;
      case "ScoreBeforeBand" -> ScoreBeforeBand.class;
      case "Score" -> Score.class;
      case "Segment" -> Segment.class;
      case "WasIn" -> WasIn.class;
      default -> throw new IllegalStateException("No class of " + fact);
    };
  }
}
