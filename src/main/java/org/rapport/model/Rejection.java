package org.rapport.model;

import org.jspecify.annotations.Nullable;

/**
 * Why one item of a batch was not taken; the others are unharmed.
 *
 * @param index its place in the batch, from 0
 * @param messageId its id, when it had a usable one
 * @param code a stable word, for programs: {@code customer-id-missing}
 * @param message what was wrong, with its value, and what to do, for people
 */
public record Rejection(int index, @Nullable String messageId, String code, String message) {}
