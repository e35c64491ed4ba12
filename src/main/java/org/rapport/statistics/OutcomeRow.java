package org.rapport.statistics;

import java.time.Instant;

/**
 * What happened to a customer after an instant.
 *
 * @param task what was looked at: {@code churn_monthly}
 * @param customerId the customer
 * @param cutoff nothing at or after it may be known to whoever foretells
 * @param happened whether it came about
 */
public record OutcomeRow(String task, String customerId, Instant cutoff, boolean happened) {}
