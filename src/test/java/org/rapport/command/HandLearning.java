package org.rapport.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Phase, evidence and segments of one customer under the rulebase {@code learning}, read off its
 * rules by a person and written down as plain Java; shares no code with Rapport. It must be changed
 * with every rule of that rulebase. Nobody was in a segment before.
 */
final class HandLearning {
  private static final String LESSON = "Lesson Watched";
  private static final String EXAM = "Exam Attempted";
  private static final String BOUGHT = "Subscription Purchased";
  private static final String CERTIFICATE = "Certificate Issued";
  private static final String RATED = "Course Rated";
  private static final String SIGN_UP = "Account Created";

  private final Instant asOf;
  private final List<JsonNode> lines = new ArrayList<>();
  private final String plan;
  private final long tenure;

  /**
   * One customer.
   *
   * @param all the customer's raw lines in order of time
   * @param plan the plan as of then, or an empty text
   */
  HandLearning(List<JsonNode> all, String plan, Instant asOf) {
    this.asOf = asOf;
    this.plan = plan;
    for (JsonNode line : all) {
      if (at(line).isBefore(asOf)) {
        lines.add(line);
      }
    }
    this.tenure = lines.stream().mapToLong(this::age).max().orElse(0);
  }

  private static Instant at(JsonNode line) {
    return Instant.parse(line.get("timestamp").asText());
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  private long age(JsonNode line) {
    return ChronoUnit.DAYS.between(day(at(line)), day(asOf));
  }

  private List<JsonNode> did(String event) {
    return lines.stream()
        .filter(line -> line.get("type").asText().equals("track"))
        .filter(
            line ->
                event.isEmpty()
                    ? !line.get("event").asText().equals(SIGN_UP)
                    : line.get("event").asText().equals(event))
        .toList();
  }

  private long times(String event, int days) {
    return did(event).stream().filter(line -> age(line) <= days).count();
  }

  private long activeDays(String event, int days) {
    return did(event).stream().mapToLong(this::age).filter(age -> age <= days).distinct().count();
  }

  private long since(String event) {
    return did(event).stream().mapToLong(this::age).min().orElse(tenure);
  }

  /**
   * The number that the latest of them had, of two at one time the greater; 0 when none had one.
   */
  private double latest(String event, String property) {
    double latest = 0;
    Instant since = Instant.MIN;
    for (JsonNode line : did(event)) {
      JsonNode value = line.path("properties").path(property);
      if (value.isNumber() && !(at(line).equals(since) && value.asDouble() < latest)) {
        latest = value.asDouble();
        since = at(line);
      }
    }
    return latest;
  }

  String evidence() {
    if (did("").isEmpty()) {
      return "none";
    }
    return tenure < 7 || times("", 90) < 3 ? "thin" : "ok";
  }

  String phase() {
    if (did(BOUGHT).isEmpty()) {
      return !did(SIGN_UP).isEmpty() && since("") <= 180 ? "TRIAL" : "PROSPECT";
    }
    long pays =
        switch (plan) {
          case "monthly", "free" -> 36;
          case "quarterly" -> 98;
          case "annual" -> 372;
          default -> -1;
        };
    if (pays < 0) {
      return "PROSPECT";
    }
    return since(BOUGHT) <= pays ? "PAYING" : "LAPSED";
  }

  /** The level in each segment that the customer is in. */
  SortedMap<String, String> segments() {
    SortedMap<String, String> in = new TreeMap<>();
    String phase = phase();
    if (phase.equals("TRIAL")) {
      trial(in);
    }
    churn(phase.equals("PAYING"), in);
    if (phase.equals("PAYING") && plan.equals("monthly")) {
      if (did(BOUGHT).size() >= 3 || activeDays(LESSON, 30) >= 8) {
        in.put("upsell", "ready");
      } else if (activeDays(LESSON, 30) < 3) {
        in.put("upsell", "not-yet");
      }
    }
    stars(in);
    training(in);
    return in;
  }

  private void trial(SortedMap<String, String> in) {
    BigDecimal minutes = BigDecimal.ZERO;
    for (JsonNode lesson : did(LESSON)) {
      JsonNode value = lesson.path("properties").path("minutes");
      if (age(lesson) <= 7 && value.isNumber()) {
        minutes = minutes.add(value.decimalValue());
      }
    }
    if (minutes.compareTo(BigDecimal.valueOf(60)) >= 0
        || (activeDays(LESSON, 7) >= 2 && since(LESSON) <= 3)) {
      in.put("trial-conversion", "likely");
    } else if (times(LESSON, 7) > 0 || times(EXAM, 7) > 0) {
      in.put("trial-conversion", "possible");
    } else if (since("") >= 5) {
      in.put("trial-conversion", "unlikely");
    }
  }

  private void churn(boolean paying, SortedMap<String, String> in) {
    boolean monthly = plan.equals("monthly");
    long bought = since(BOUGHT);
    boolean once = did(BOUGHT).size() == 1;
    if ((monthly && once && bought >= 14 && bought <= 36 && since(LESSON) >= 14)
        || (paying && monthly && bought > 31)) {
      in.put("churn-risk", "high");
    } else if ((paying && tenure < 30 && monthly && once)
        || (paying && plan.equals("annual") && since(LESSON) >= 60)) {
      in.put("churn-risk", "medium");
    } else if (paying
        && ((activeDays(LESSON, 30) >= 3 && since(LESSON) < 14) || did(BOUGHT).size() >= 3)) {
      in.put("churn-risk", "low");
    }
  }

  private void stars(SortedMap<String, String> in) {
    double stars = latest(RATED, "rating");
    if (times(RATED, 90) > 0 && stars >= 4) {
      in.put("advocacy", times(CERTIFICATE, 90) > 0 ? "likely" : "possible");
    } else if (!did(RATED).isEmpty() && stars <= 2) {
      in.put("advocacy", "unlikely");
    }
  }

  private void training(SortedMap<String, String> in) {
    String passed = "";
    Instant since = Instant.MIN;
    for (JsonNode exam : did(EXAM)) {
      JsonNode said = exam.path("properties").path("passed");
      // Of two at one time the greater counts.
      if (said.isBoolean() && !(at(exam).equals(since) && passed.equals("true"))) {
        passed = said.asText();
        since = at(exam);
      }
    }
    if (times(EXAM, 30) >= 3 && passed.equals("false")) {
      in.put("training-need", "likely");
    } else if (times(LESSON, 30) >= 10 && did(EXAM).isEmpty()) {
      in.put("training-need", "possible");
    } else if (times(CERTIFICATE, 30) > 0 && passed.equals("true")) {
      in.put("training-need", "unlikely");
    }
  }
}
