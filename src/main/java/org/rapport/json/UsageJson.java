package org.rapport.json;

import java.util.Map;
import java.util.SortedMap;
import org.rapport.population.Usage;
import org.rapport.population.Usage.Leaving;
import org.rapport.population.Usage.Separation;
import org.rapport.population.Usage.TypeUsage;
import org.rapport.population.Usage.UsedBy;

/** Who uses what, as it is served. */
public final class UsageJson {
  private UsageJson() {}

  /** The answer's bytes. */
  public static byte[] bytes(Usage usage) {
    return JsonOut.objectBytes(
        out ->
            out.text("rulebase", usage.rulebase().name())
                .text("version", usage.rulebase().version())
                .instant("since", usage.since())
                .instant("asOf", usage.asOf())
                .number("customers", usage.customers())
                .objects(
                    "eventTypes",
                    usage.eventTypes(),
                    (fields, type) -> type(fields, type, usage.customers()))
                .objects("leaving", usage.leaving(), UsageJson::leaving));
  }

  private static void type(JsonOut out, TypeUsage type, long customers) {
    out.text("event", type.eventType())
        .object(
            "ever",
            fields -> {
              PopulationJson.share(fields, type.usersEver(), customers);
              fields.number("occurrences", type.occurrencesEver());
            })
        .object(
            "since",
            fields -> {
              PopulationJson.share(fields, type.users(), customers);
              fields.number("occurrences", type.occurrences());
            })
        .number("takenUp", type.takenUp())
        .number("dropped", type.dropped())
        .objects("bands", type.bands().entrySet(), (fields, entry) -> usedBy(fields, "band", entry))
        .objects("segments", type.segments().entrySet(), UsageJson::segment);
  }

  private static void segment(JsonOut out, Map.Entry<String, SortedMap<String, UsedBy>> segment) {
    out.text("segment", segment.getKey())
        .objects(
            "levels",
            segment.getValue().entrySet(),
            (fields, entry) -> usedBy(fields, "level", entry));
  }

  private static void usedBy(JsonOut out, String name, Map.Entry<String, UsedBy> entry) {
    out.text(name, entry.getKey());
    PopulationJson.share(out, entry.getValue().users(), entry.getValue().customers());
    out.number("of", entry.getValue().customers());
  }

  private static void leaving(JsonOut out, Leaving leaving) {
    out.text("meaning", leaving.meaning().word())
        .text("definition", leaving.meaning().definition())
        .text("label", "association")
        .number("stayed", leaving.stayed())
        .number("left", leaving.left())
        .objects(
            "eventTypes",
            leaving.eventTypes(),
            (fields, separation) -> separation(fields, separation, leaving));
  }

  private static void separation(JsonOut out, Separation separation, Leaving leaving) {
    out.text("event", separation.eventType())
        .object(
            "stayed",
            fields -> PopulationJson.share(fields, separation.stayedUsers(), leaving.stayed()))
        .object(
            "left", fields -> PopulationJson.share(fields, separation.leftUsers(), leaving.left()));
    DifferenceJson.write(out, "difference", separation.difference());
  }
}
