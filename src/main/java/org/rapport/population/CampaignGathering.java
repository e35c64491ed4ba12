package org.rapport.population;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Millionths;
import org.rapport.population.Campaign.Measure;
import org.rapport.population.Standing.Verdict;
import org.rapport.statistics.Difference;
import org.rapport.statistics.Spread;

/** Compares customers before and after, pair by pair. */
public final class CampaignGathering {
  private final Predicate<Standing> touched;
  private final @Nullable Predicate<Standing> control;
  private final @Nullable Predicate<String> hadOutcome;
  private final @Nullable Predicate<String> hasOutcome;
  private final List<Compared> measures = new ArrayList<>();
  private long ofTouched;
  private long ofOthers;
  private long leftOut;

  /**
   * A gathering.
   *
   * @param touched whether the campaign touched a customer, by how it stands afterwards
   * @param control who is compared with them; null for all others
   * @param hadOutcome whether a customer had the outcome before, or null without one
   * @param hasOutcome whether after
   */
  public CampaignGathering(
      Predicate<Standing> touched,
      @Nullable Predicate<Standing> control,
      @Nullable Predicate<String> hadOutcome,
      @Nullable Predicate<String> hasOutcome) {
    this.touched = touched;
    this.control = control;
    this.hadOutcome = hadOutcome;
    this.hasOutcome = hasOutcome;
    measures.add(new Compared("raw"));
    measures.add(new Compared("score"));
    if (hasOutcome != null) {
      measures.add(new Compared("outcome"));
    }
  }

  /** Compares one customer. */
  public void add(@Nullable Standing was, @Nullable Standing is) {
    Verdict before = was == null ? null : was.verdict();
    Verdict after = is == null ? null : is.verdict();
    if (is == null || before == null || after == null) {
      leftOut++;
      return;
    }
    boolean wasTouched = touched.test(is);
    boolean isOther = control == null ? !wasTouched : control.test(is);
    if (wasTouched == isOther) {
      leftOut++;
      return;
    }
    ofTouched += wasTouched ? 1 : 0;
    ofOthers += isOther ? 1 : 0;
    measures.get(0).add(wasTouched, points(before.rawMillionths()), points(after.rawMillionths()));
    measures.get(1).add(wasTouched, before.score(), after.score());
    if (hadOutcome != null && hasOutcome != null) {
      measures
          .get(2)
          .add(
              wasTouched,
              hadOutcome.test(is.customerId()) ? 1 : 0,
              hasOutcome.test(is.customerId()) ? 1 : 0);
    }
  }

  private static double points(long millionths) {
    return millionths / (double) Millionths.ONE;
  }

  /** How many touched are compared. */
  public long touched() {
    return ofTouched;
  }

  /** How many others. */
  public long others() {
    return ofOthers;
  }

  /** How many are in no group. */
  public long leftOut() {
    return leftOut;
  }

  /** What was compared. */
  public List<Measure> measures() {
    return measures.stream().map(Compared::measure).toList();
  }

  /** One measure in the making. */
  private static final class Compared {
    private final String name;
    private final Side touched = new Side();
    private final Side others = new Side();

    Compared(String name) {
      this.name = name;
    }

    void add(boolean ofTouched, double before, double after) {
      (ofTouched ? touched : others).add(before, after);
    }

    Measure measure() {
      return new Measure(
          name,
          touched.before.mean(),
          touched.after.mean(),
          others.before.mean(),
          others.after.mean(),
          Difference.ofMeans(touched.before, others.before).orElse(null),
          Difference.ofMeans(touched.change, others.change).orElse(null));
    }
  }

  /** One group's numbers. */
  private static final class Side {
    private final Spread before = new Spread();
    private final Spread after = new Spread();
    private final Spread change = new Spread();

    void add(double earlier, double later) {
      before.add(earlier);
      after.add(later);
      change.add(later - earlier);
    }
  }
}
