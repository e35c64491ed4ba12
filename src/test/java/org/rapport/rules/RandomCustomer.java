package org.rapport.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.model.DecisionInputs;
import org.rapport.model.Level;
import org.rapport.model.Segment;
import org.rapport.model.SegmentLevel;
import org.rapport.model.Value;

/**
 * A random customer of the learning rulebase, with raw points and score worked out by hand from
 * single events: nothing here is shared with the engine.
 */
final class RandomCustomer {
  private record Happened(String event, int daysAgo, BigDecimal minutes) {}

  private final List<Happened> events = new ArrayList<>();
  private final @Nullable BigDecimal seats;
  private final Random random;

  RandomCustomer(long seed) {
    random = new Random(seed);
    String[] types = {
      "Account Created",
      "Lesson Watched",
      "Lesson Watched",
      "Lesson Watched",
      "Quiz Passed",
      "Support Contacted",
      "Subscription Purchased"
    };
    int span = 1 + random.nextInt(500);
    for (int i = random.nextInt(60); i > 0; i--) {
      events.add(
          new Happened(
              types[random.nextInt(types.length)],
              random.nextInt(span),
              BigDecimal.valueOf(random.nextInt(90_000_000), 6)));
    }
    events.sort(Comparator.comparingInt(Happened::daysAgo).reversed());
    seats = random.nextBoolean() ? BigDecimal.valueOf(random.nextInt(50), 1) : null;
  }

  DecisionInputs inputs() {
    Histories history = Histories.customer().seen(500);
    for (Happened each : events) {
      if (each.event().equals("Lesson Watched")) {
        history.did(each.event(), each.daysAgo(), 1, "minutes", millionths(each.minutes()));
      } else {
        history.did(each.event(), each.daysAgo(), 1);
      }
    }
    if (seats != null) {
      history.has("", "seats", new Value.Numeric(millionths(seats)), 5);
    }
    if (random.nextBoolean()) {
      history.has("", "plan", new Value.Text(random.nextBoolean() ? "Monthly" : "Annual"), 9);
    }
    if (random.nextBoolean()) {
      history.was(new SegmentLevel(Segment.CHURN_RISK, Level.HIGH));
    }
    return history.contacted("call-customer", "rejected", 20).asksFor(null, null, 2).inputs();
  }

  private static long millionths(BigDecimal value) {
    return value.movePointRight(6).longValueExact();
  }

  long rawMillionths() {
    BigDecimal raw = faded("Lesson Watched", 90, 21, "2").min(new BigDecimal("40"));
    BigDecimal minutes =
        of("Lesson Watched").stream()
            .map(Happened::minutes)
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .multiply(new BigDecimal("0.013"));
    raw = raw.add(rounded(minutes));
    BigDecimal quizzes =
        new BigDecimal("3.25").multiply(BigDecimal.valueOf(of("Quiz Passed").size()));
    raw = raw.add(quizzes.min(new BigDecimal("30")));
    raw = raw.subtract(faded("Support Contacted", 30, 10, "1.5"));
    if (seats != null && seats.compareTo(new BigDecimal("2.5")) >= 0) {
      raw = raw.add(new BigDecimal("7.5"));
    }
    return millionths(raw);
  }

  private List<Happened> of(String event) {
    return events.stream().filter(each -> each.event().equals(event)).toList();
  }

  private BigDecimal faded(String event, int days, int halfLife, String each) {
    TreeMap<Integer, Integer> oldestFirst = new TreeMap<>(Comparator.reverseOrder());
    of(event).stream()
        .filter(happened -> happened.daysAgo() <= days)
        .forEach(happened -> oldestFirst.merge(happened.daysAgo(), 1, Integer::sum));
    double sum = 0;
    for (var day : oldestFirst.entrySet()) {
      sum += day.getValue() * StrictMath.pow(0.5, (double) day.getKey() / halfLife);
    }
    return rounded(new BigDecimal(sum).multiply(new BigDecimal(each)));
  }

  private static BigDecimal rounded(BigDecimal value) {
    return value.setScale(6, RoundingMode.HALF_UP);
  }

  int score() {
    BigDecimal share =
        BigDecimal.valueOf(rawMillionths())
            .multiply(BigDecimal.valueOf(100))
            .divide(BigDecimal.valueOf(120_000_000), 0, RoundingMode.HALF_UP);
    return share.max(BigDecimal.ONE).min(BigDecimal.valueOf(100)).intValueExact();
  }
}
