package org.rapport.decision;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rapport.decision.CampaignQuestion.Did;
import org.rapport.decision.CampaignQuestion.Having;
import org.rapport.decision.CampaignQuestion.Listed;
import org.rapport.decision.CampaignQuestion.Members;
import org.rapport.model.DayCount;
import org.rapport.model.Timeline;
import org.rapport.model.TimelineHistory;
import org.rapport.model.Value;
import org.rapport.population.Campaign;
import org.rapport.population.CampaignGathering;
import org.rapport.population.DistributionGathering;
import org.rapport.population.Standing;
import org.rapport.rules.Rulebase;

/** Compares those whom a campaign touched with others, before and after. */
final class CampaignReading {
  /** How many customers may have done an event: their ids are held. */
  static final int MAX_DOERS = 2_000_000;

  private final Stores stores;
  private final RulesPool pool;
  private final Standings standings;
  private final Rulebase rulebase;
  private final CampaignQuestion question;
  private final Instant from;
  private final Instant to;
  private final DayWindow window;
  private final Set<String> didTouching = new HashSet<>();
  private final Set<String> didControl = new HashSet<>();
  private final Set<String> hadOutcome = new HashSet<>();
  private final Set<String> hasOutcome = new HashSet<>();

  CampaignReading(
      Stores stores,
      RulesPool pool,
      Standings standings,
      Rulebase rulebase,
      CampaignQuestion question) {
    this.stores = stores;
    this.pool = pool;
    this.standings = standings;
    this.rulebase = rulebase;
    this.question = question;
    this.from = question.from();
    this.to = question.to();
    this.window = DayWindow.of(from, to);
    check("touched", question.touched());
    if (question.control() != null) {
      check("control", question.control());
    }
  }

  private void check(String parameter, Members members) {
    if (members instanceof Having having) {
      Attributes.require(rulebase.catalogue(), parameter, having.attribute());
    }
  }

  Future<Campaign> read(LongConsumer progress) {
    boolean outcome = question.outcome() != null;
    Members control = question.control();
    CampaignGathering gathering =
        new CampaignGathering(
            members(question.touched(), didTouching),
            control == null ? null : members(control, didControl),
            outcome ? hadOutcome::contains : null,
            outcome ? hasOutcome::contains : null);
    return doers()
        .compose(all -> standings.pairs(rulebase, from, to, progress, gathering::add))
        .map(all -> campaign(gathering));
  }

  private Campaign campaign(CampaignGathering gathering) {
    Members control = question.control();
    return new Campaign(
        rulebase.ref(),
        from,
        to,
        words(question.touched()),
        control == null ? "all other customers" : words(control),
        control != null,
        gathering.touched(),
        gathering.others(),
        gathering.leftOut(),
        gathering.measures());
  }

  private static String words(Members members) {
    if (members instanceof Did did) {
      return "did %s in between".formatted(did.eventType());
    }
    if (members instanceof Having having) {
      return "have %s = %s".formatted(having.attribute(), having.value());
    }
    return "are in the list %s".formatted(((Listed) members).name());
  }

  private static Predicate<Standing> members(Members members, Set<String> did) {
    if (members instanceof Having having) {
      return standing -> {
        Value value = standing.attributes().get(having.attribute());
        return value != null && DistributionGathering.text(value).equals(having.value());
      };
    }
    Set<String> ids = members instanceof Listed listed ? listed.customerIds() : did;
    return standing -> ids.contains(standing.customerId());
  }

  /** What one customer did of the events that are asked about. */
  private record Deeds(
      String customerId, boolean touching, boolean control, boolean before, boolean after) {}

  private Future<?> doers() {
    boolean any =
        question.touched() instanceof Did
            || question.control() instanceof Did
            || question.outcome() != null;
    return any
        ? new CustomerPages<>(stores, pool, to, new TreeSet<>(List.of(to)), this::deeds)
            .read((number, page) -> pool.run(() -> remember(page)))
        : Future.succeededFuture();
  }

  private Deeds deeds(Timeline timeline) {
    DayWindow before = window.before();
    return new Deeds(
        timeline.customerId(),
        did(timeline, type(question.touched()), window),
        did(timeline, type(question.control()), window),
        did(timeline, question.outcome(), before),
        did(timeline, question.outcome(), window));
  }

  private static @Nullable String type(@Nullable Members members) {
    return members instanceof Did did ? did.eventType() : null;
  }

  private boolean did(Timeline timeline, @Nullable String type, DayWindow when) {
    return type != null
        && TimelineHistory.asOf(timeline, to)
            .map(history -> history.days().get(type))
            .filter(days -> when.sum(days, DayCount::count) > 0)
            .isPresent();
  }

  private @Nullable Void remember(List<Deeds> page) {
    for (Deeds deeds : page) {
      keep(deeds.touching(), didTouching, deeds);
      keep(deeds.control(), didControl, deeds);
      keep(deeds.before(), hadOutcome, deeds);
      keep(deeds.after(), hasOutcome, deeds);
    }
    return null;
  }

  private static void keep(boolean did, Set<String> doers, Deeds deeds) {
    if (did) {
      if (doers.size() == MAX_DOERS) {
        throw new UnfitQuestionException(
            "event",
            "More than %d customers did it, more than can be compared.".formatted(MAX_DOERS));
      }
      doers.add(deeds.customerId());
    }
  }
}
