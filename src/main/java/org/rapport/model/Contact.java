package org.rapport.model;

/** An action taken with the customer before, and what came of it. */
public record Contact(String action, String outcome, String channel, int daysAgo) {}
