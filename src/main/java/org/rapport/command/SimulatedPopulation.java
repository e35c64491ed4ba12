package org.rapport.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Invented customers of an invented subscription business, told as the messages that a Segment
 * client would send. The same seed and last day give the same messages.
 */
final class SimulatedPopulation {
  /** How far back the first sign-ups lie, in days. */
  static final int DAYS = 180;

  /** How long a trial lasts, in days. */
  private static final int TRIAL_DAYS = 14;

  private static final int RENEWAL_DAYS = 30;

  private static final List<String> FEATURES =
      List.of("dashboard", "reports", "alerts", "api", "automation", "integrations", "exports");

  private static final List<String> COUNTRIES = List.of("DE", "FR", "GB", "US", "BR", "IN", "JP");

  private final long seed;
  private final LocalDate lastDay;

  /**
   * @param seed tells one population from another
   * @param lastDay the day on which the story ends; nothing happens on it or later
   */
  SimulatedPopulation(long seed, LocalDate lastDay) {
    this.seed = seed;
    this.lastDay = lastDay;
  }

  /** All messages of the customers numbered from 1, customer by customer, each in order of time. */
  Stream<ObjectNode> messages(int customers) {
    return IntStream.rangeClosed(1, customers)
        .boxed()
        .flatMap(number -> new Story(number).tell().stream());
  }

  /** What happens to one customer. */
  private final class Story {
    private final String customerId;
    private final SplittableRandom chance;
    private final SimulatedLife life;
    private final LocalDate signUp;
    private final int length;
    private final List<ObjectNode> messages = new ArrayList<>();
    private String plan = "trial";
    private boolean subscribed;
    private int seats = 1;
    private int seatsUsed = 1;
    private int openTickets;

    Story(int number) {
      this.customerId = "demo-%04d".formatted(number);
      this.chance = new SplittableRandom(seed * 1_000_003L + number);
      this.life = SimulatedLife.of(chance.nextInt(100));
      this.length = 3 + chance.nextInt(DAYS - 3);
      this.signUp = lastDay.minusDays(length);
    }

    List<ObjectNode> tell() {
      ObjectNode traits = object().put("plan", "trial").put("country", pick(COUNTRIES));
      message("identify", at(0, 0)).set("traits", traits);
      track("Account Created", at(0, 1), object());
      track("Trial Started", at(0, 2), object().put("status", "trialing").put("plan", "trial"));
      for (int day = 0; day < length; day++) {
        if (day == TRIAL_DAYS) {
          endTrial(day);
        } else if (subscribed && (day - TRIAL_DAYS) % RENEWAL_DAYS == 0) {
          endPeriod(day);
        }
        if (chance.nextDouble() < visitChance(day)) {
          visit(day);
        }
      }
      return messages;
    }

    private double visitChance(int day) {
      double early = Math.min(1.0, (double) day / Math.max(1, length - 21));
      return life.visitsEarly + (life.visitsLate - life.visitsEarly) * early;
    }

    private void endTrial(int day) {
      if (!life.buys) {
        track("Trial Ended", at(day, 590), object().put("status", "expired"));
        return;
      }
      track("Trial Ended", at(day, 590), object());
      subscribed = true;
      plan = life == SimulatedLife.STEADY ? "starter" : "team";
      seats = 5;
      track("Subscription Started", at(day, 600), subscription("active"));
    }

    private void endPeriod(int day) {
      if (life == SimulatedLife.QUIET_LEAVER && day > length / 2 && chance.nextInt(4) == 0) {
        subscribed = false;
        track("Subscription Cancelled", at(day, 600), object().put("status", "cancelled"));
      } else if (chance.nextInt(40) == 0) {
        track("Payment Failed", at(day, 600), object().put("status", "past-due"));
      } else {
        track("Subscription Renewed", at(day, 600), subscription("active"));
      }
      if (subscribed && life == SimulatedLife.GROWER && plan.equals("team") && seatsUsed >= 5) {
        plan = "business";
        seats = 10;
        track("Plan Upgraded", at(day, 602), object().put("plan", plan).put("seats", seats));
      }
      message("identify", at(day, 603)).set("traits", object().put("renewalInDays", RENEWAL_DAYS));
    }

    private ObjectNode subscription(String status) {
      return object()
          .put("status", status)
          .put("plan", plan)
          .put("seats", seats)
          .put("revenue", seats * 12);
    }

    private void visit(int day) {
      int minute = 480 + chance.nextInt(480);
      track("Signed In", at(day, minute), object());
      int features = features();
      for (int use = 1; use <= features; use++) {
        track(
            "Feature Used",
            at(day, minute + use),
            object().put("feature", pick(FEATURES)).put("count", 1 + chance.nextInt(4)));
      }
      if (features > 0 && chance.nextInt(6) == 0) {
        track("Report Exported", at(day, minute + 5), object());
      }
      if (chance.nextDouble() < life.invites / 40) {
        invite(day, minute + 6);
      }
      if (chance.nextDouble() < life.tickets) {
        track(
            "Support Ticket Opened",
            at(day, minute + 8),
            object().put("severity", chance.nextInt(4) == 0 ? "severe" : "normal"));
        openTickets++;
      } else if (openTickets > 0 && chance.nextInt(3) == 0) {
        closeTicket(day, minute + 8);
      }
      if (chance.nextInt(life == SimulatedLife.BEWILDERED ? 2 : 25) == 0) {
        track("Help Article Viewed", at(day, minute + 9), object());
      }
      if (chance.nextInt(life == SimulatedLife.GROWER ? 15 : 60) == 0) {
        track("Pricing Page Viewed", at(day, minute + 10), object());
      }
      if (chance.nextInt(80) == 0) {
        feedback(day, minute + 11);
      }
    }

    private int features() {
      return switch (life) {
        case BEWILDERED -> chance.nextInt(12) == 0 ? 1 : 0;
        case STEADY -> 1;
        default -> 1 + chance.nextInt(3);
      };
    }

    private void invite(int day, int minute) {
      track("Invite Sent", at(day, minute), object());
      if (chance.nextInt(3) > 0) {
        seatsUsed++;
        track("Account Added User", at(day, minute + 1), object().put("seatsUsed", seatsUsed));
      }
    }

    private void closeTicket(int day, int minute) {
      openTickets--;
      int csat =
          life == SimulatedLife.TICKET_OPENER ? 1 + chance.nextInt(3) : 3 + chance.nextInt(3);
      track("Support Ticket Closed", at(day, minute), object().put("csat", csat));
    }

    private void feedback(int day, int minute) {
      boolean happy = life == SimulatedLife.CONVERTER || life == SimulatedLife.GROWER;
      int nps = happy ? 8 + chance.nextInt(3) : 2 + chance.nextInt(7);
      message("identify", at(day, minute)).set("traits", object().put("nps", nps));
      if (nps >= 9) {
        track("Review Submitted", at(day, minute + 1), object().put("rating", 5));
      }
    }

    private void track(String event, Instant at, ObjectNode properties) {
      message("track", at).put("event", event).set("properties", properties);
    }

    private ObjectNode message(String type, Instant at) {
      ObjectNode message =
          object()
              .put("type", type)
              .put("messageId", "%s-%d-%d".formatted(customerId, seed, messages.size()))
              .put("userId", customerId)
              .put("timestamp", at.toString());
      messages.add(message);
      return message;
    }

    private Instant at(int day, int minute) {
      return signUp
          .plusDays(day)
          .atStartOfDay(ZoneOffset.UTC)
          .toInstant()
          .plus(Duration.ofMinutes(minute))
          .plusSeconds(chance.nextInt(60));
    }

    private String pick(List<String> words) {
      return words.get(chance.nextInt(words.size()));
    }
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
