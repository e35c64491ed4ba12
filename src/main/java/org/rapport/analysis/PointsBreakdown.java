package org.rapport.analysis;

import org.jspecify.annotations.Nullable;

/**
 * How a match's points came about.
 *
 * @param each points an occurrence, unit or match, in millionths
 * @param unit whether {@code each} is per unit of the event's value
 * @param countMillionths what was counted before fading (occurrences or units), in millionths
 * @param inLastDays the window in days, or null for all time
 * @param halfLifeDays the half-life in days, or null when nothing fades
 * @param beforeCapMillionths points after fading and before the cap (negative when deducted)
 * @param capMillionths the cap, or null
 */
public record PointsBreakdown(
    long each,
    boolean unit,
    long countMillionths,
    @Nullable Integer inLastDays,
    @Nullable Integer halfLifeDays,
    long beforeCapMillionths,
    @Nullable Long capMillionths) {}
