package org.rapport.analysis;

/**
 * One rule in one decision; rules that did not match are present too, with 0 points.
 *
 * @param card the rule
 * @param points the sum of its matches' points, in millionths
 * @param matches its matches
 */
public record RuleAnalysis(RuleCard card, long points, Matches matches) {}
