package org.rapport.model;

/**
 * A score at some instant.
 *
 * @param rawMillionths raw points, in millionths
 * @param score 1 to 100
 */
public record ScorePoint(long rawMillionths, int score) {}
