package org.rapport.bench;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A large invented population of the subscription business, told day by day as live traffic would
 * tell it: 90 days of sessions, few customers doing much and many doing little, 18 event types. The
 * same seed, numbers and last day give the same messages; nothing is kept between customers, so any
 * number of them takes the same memory.
 */
final class LargePopulation implements Iterator<Message> {
  static final int DAYS = 90;
  private static final int TRIAL_DAYS = 14;
  private static final int RENEWAL_DAYS = 30;

  /** Customers sign up over these first days. */
  private static final int SIGN_UP_DAYS = 30;

  /** What the story below yields on average: sessions and the milestones of a customer. */
  private static final double EVENTS_A_SESSION = 3.92;

  private static final double MILESTONES = 4.65;
  private static final double DAYS_PRESENT = DAYS - (SIGN_UP_DAYS - 1) / 2.0;

  private final long seed;
  private final int customers;
  private final LocalDate firstDay;
  private final double visits;
  private final Deque<Message> pending = new ArrayDeque<>();
  private int day;
  private int customer;

  /**
   * @param customers how many
   * @param events how many events in all, met within some percent
   * @param lastDay the last day on which anything happens
   */
  LargePopulation(long seed, int customers, long events, LocalDate lastDay) {
    this.seed = seed;
    this.customers = customers;
    this.firstDay = lastDay.minusDays(DAYS - 1L);
    this.visits =
        Math.max(0, (double) events / customers - MILESTONES) / EVENTS_A_SESSION / DAYS_PRESENT;
  }

  /** The id of the customer of this number, from 1. */
  static String customerId(int number) {
    return "c-%07d".formatted(number);
  }

  @Override
  public boolean hasNext() {
    while (pending.isEmpty() && day < DAYS) {
      if (customer == customers) {
        customer = 0;
        day++;
      } else {
        customer++;
        new CustomerDay(customer, day).tell();
      }
    }
    return !pending.isEmpty();
  }

  @Override
  public Message next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return pending.remove();
  }

  /** What one customer does on one day; it follows from the two numbers and the seed alone. */
  private final class CustomerDay {
    private final int number;
    private final int day;
    private final SplittableRandom chance;
    private final double eagerness;
    private final int signUpDay;
    private final boolean buys;
    private final int leavesOn;
    private int told;

    CustomerDay(int number, int day) {
      this.number = number;
      this.day = day;
      SplittableRandom traits = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number);
      double luck = traits.nextDouble();
      // The mean of 3 x^2 is 1; the top tenth does more than a quarter of everything.
      this.eagerness = 3 * luck * luck;
      this.signUpDay = traits.nextInt(SIGN_UP_DAYS);
      this.buys = luck > 0.35;
      this.leavesOn = traits.nextInt(10) == 0 ? 30 + traits.nextInt(60) : DAYS;
      this.chance =
          new SplittableRandom((seed * 31 + number) * 0xBF58476D1CE4E5B9L + day * 1_000_003L);
    }

    void tell() {
      int age = day - signUpDay;
      if (day < signUpDay) {
        return;
      }
      if (age == 0) {
        add("Account Created", 400, "plan", "trial");
        add("Trial Started", 401, "status", "trialing");
      } else if (age == TRIAL_DAYS) {
        add("Trial Ended", 402, "status", buys ? "active" : "expired");
        if (buys) {
          subscription("Subscription Started");
        }
      } else if (buys && day == leavesOn && age > TRIAL_DAYS) {
        add("Subscription Cancelled", 404, "status", "cancelled");
      } else if (buys && day < leavesOn && (age - TRIAL_DAYS) % RENEWAL_DAYS == 0 && age > 0) {
        subscription("Subscription Renewed");
      }
      if (chance.nextDouble() < Math.min(0.95, visits * eagerness)) {
        session(480 + chance.nextInt(600));
      }
    }

    private void subscription(String event) {
      add(event, 403, "status", "active", "plan", "team", "seats", 5L, "revenue", 60L);
    }

    private void session(int minute) {
      add("Signed In", minute);
      int uses = 1 + chance.nextInt(3);
      for (int use = 1; use <= uses; use++) {
        add("Feature Used", minute + use, "count", 1L + chance.nextInt(4));
      }
      sometimes(3, "Page Viewed", minute + 4);
      sometimes(6, "Report Exported", minute + 5);
      sometimes(25, "Help Article Viewed", minute + 6);
      sometimes(40, "Pricing Page Viewed", minute + 7);
      sometimes(40, "Invite Sent", minute + 8);
      if (chance.nextInt(60) == 0) {
        add("Account Added User", minute + 9, "seatsUsed", 1L + chance.nextInt(5));
      }
      if (chance.nextInt(40) == 0) {
        String severity = chance.nextInt(5) == 0 ? "severe" : "normal";
        add("Support Ticket Opened", minute + 10, "severity", severity);
        if (chance.nextInt(5) > 0) {
          add("Support Ticket Closed", minute + 50, "csat", 1L + chance.nextInt(5));
        }
      }
      if (chance.nextInt(200) == 0) {
        add("Review Submitted", minute + 11, "rating", 1L + chance.nextInt(5));
      }
      sometimes(4, "Signed Out", minute + 12);
    }

    private void sometimes(int onceIn, String event, int minute) {
      if (chance.nextInt(onceIn) == 0) {
        add(event, minute);
      }
    }

    private void add(String event, int minute, Object... properties) {
      TreeMap<String, Object> named = new TreeMap<>();
      for (int i = 0; i < properties.length; i += 2) {
        named.put((String) properties[i], properties[i + 1]);
      }
      Instant at =
          firstDay
              .plusDays(day)
              .atStartOfDay()
              .toInstant(ZoneOffset.UTC)
              .plusSeconds(minute * 60L + chance.nextInt(60));
      pending.add(
          new Message(
              "p%d-%d-%d-%d".formatted(seed, number, day, told++),
              customerId(number),
              event,
              at,
              named));
    }
  }
}
