package org.rapport.tree;

/**
 * Neighbouring leaves.
 *
 * @param from the first one's position, from 0
 * @param to the position after the last
 */
public record LeafRange(long from, long to) {}
