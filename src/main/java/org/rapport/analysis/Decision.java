package org.rapport.analysis;

import java.time.Instant;
import java.util.UUID;
import org.rapport.model.RulebaseRef;

/**
 * Immutable result for a customer as of an instant.
 *
 * @param decisionId UUIDv7
 * @param customerId the customer
 * @param asOf the instant it is made for
 * @param decidedAt when it was made
 * @param rulebase which rules decided
 * @param outcome what it came to
 */
public record Decision(
    UUID decisionId,
    String customerId,
    Instant asOf,
    Instant decidedAt,
    RulebaseRef rulebase,
    Outcome outcome) {}
