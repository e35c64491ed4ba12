package org.rapport.json;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.population.Impact;
import org.rapport.population.Impact.ActionChange;
import org.rapport.population.Impact.Mover;
import org.rapport.population.Impact.Reason;
import org.rapport.population.Standing.Verdict;

/** What publishing would change, as it is served. */
public final class ImpactJson {

  private ImpactJson() {}

  /** What a measuring came to. */
  public static byte[] bytes(Impact impact) {
    return JsonOut.objectBytes(
        out ->
            out.rulebase("live", impact.live())
                .rulebase("draft", impact.draft())
                .instant("asOf", impact.asOf())
                .number("population", impact.population())
                .number("decided", impact.decided())
                .objects(
                    "strata",
                    impact.strata(),
                    (fields, stratum) ->
                        fields
                            .text("name", stratum.name())
                            .number("customers", stratum.customers())
                            .number("decided", stratum.decided()))
                .object(
                    "changed",
                    fields ->
                        fields
                            .number("score", impact.scoreChanged())
                            .number("segments", impact.segmentChanged())
                            .number("action", impact.actionChanged()))
                .object(
                    "undecided",
                    fields ->
                        fields
                            .number("was", impact.undecidedBefore())
                            .number("is", impact.undecidedAfter()))
                .objects("matrices", impact.matrices(), MovesJson::matrix)
                .objects("shifts", impact.shifts().entrySet(), ImpactJson::shift)
                .objects("actions", impact.actions().entrySet(), ImpactJson::action)
                .objects("rose", impact.rose(), ImpactJson::mover)
                .objects("fell", impact.fell(), ImpactJson::mover)
                .objects("others", impact.others(), ImpactJson::mover));
  }

  static void shift(JsonOut out, Map.Entry<Integer, Long> shift) {
    out.number("by", shift.getKey().longValue()).number("customers", shift.getValue().longValue());
  }

  static void action(JsonOut out, Map.Entry<String, ActionChange> action) {
    out.text("action", action.getKey())
        .number("was", action.getValue().was())
        .number("is", action.getValue().is())
        .number("gained", action.getValue().gained())
        .number("lost", action.getValue().lost());
  }

  private static void mover(JsonOut out, Mover mover) {
    out.text("customerId", mover.move().customerId())
        .object("was", fields -> verdict(fields, mover.move().was()))
        .object("is", fields -> verdict(fields, mover.move().is()))
        .decimal("difference", mover.move().difference())
        .objects("reasons", mover.reasons(), ImpactJson::reason);
  }

  static void verdict(JsonOut out, @Nullable Verdict verdict) {
    StandingJson.verdict(out, verdict);
    out.text("action", verdict == null ? null : verdict.action());
  }

  private static void reason(JsonOut out, Reason reason) {
    out.text("rule", reason.rule().id())
        .text("title", reason.rule().title())
        .decimal("was", reason.was())
        .decimal("is", reason.is())
        .texts("said", reason.said())
        .texts("says", reason.says());
  }

  /**
   * The counts of what a measuring came to.
   *
   * @param actions how many customers gain and lose an action, by action; those that somebody does
   */
  public record Summary(
      Instant asOf,
      long population,
      long decided,
      long score,
      long segments,
      long action,
      SortedMap<String, ActionChange> actions) {
    public Summary {
      actions = Collections.unmodifiableSortedMap(new TreeMap<>(actions));
    }
  }

  /** The counts of what {@link #bytes} wrote. */
  public static Summary summary(byte[] json) {
    JsonIn in = JsonIn.object(json);
    JsonIn changed = in.object("changed");
    SortedMap<String, ActionChange> actions = new TreeMap<>();
    in.objects("actions", ImpactJson::actionChange)
        .forEach(
            each -> {
              if (each.getValue().gained() + each.getValue().lost() > 0) {
                actions.put(each.getKey(), each.getValue());
              }
            });
    return new Summary(
        Instant.parse(in.text("asOf")),
        in.whole("population"),
        in.whole("decided"),
        changed.whole("score"),
        changed.whole("segments"),
        changed.whole("action"),
        actions);
  }

  private static Map.Entry<String, ActionChange> actionChange(JsonIn action) {
    return Map.entry(
        action.text("action"),
        new ActionChange(
            action.whole("was"), action.whole("is"), action.whole("gained"), action.whole("lost")));
  }

  /**
   * A measuring as it is now.
   *
   * @param current whether it is of what the draft is now, and of what is live now
   * @param result what it came to, as {@link #bytes} wrote it, or null
   */
  public record Told(
      long draft,
      String version,
      String live,
      Instant asOf,
      String status,
      long done,
      long total,
      Instant startedAt,
      boolean current,
      @Nullable String problem,
      @Nullable String result) {}

  /** How far a measuring is, with its result when it has one. */
  public static byte[] told(Told told) {
    return JsonOut.objectBytes(
        out -> {
          out.text("draft", Long.toString(told.draft()))
              .text("version", told.version())
              .text("live", told.live())
              .instant("asOf", told.asOf())
              .text("status", told.status())
              .number("done", told.done())
              .number("total", told.total())
              .instant("startedAt", told.startedAt())
              .flag("current", told.current())
              .text("problem", told.problem());
          if (told.result() == null) {
            out.nothing("result");
          } else {
            out.json("result", told.result());
          }
        });
  }
}
