package org.rapport.http;

/**
 * One thing wrong with a request.
 *
 * @param pointer a JSON pointer into the body ({@code /limit}), or {@code /query/limit}, {@code
 *     /path/decisionId}, {@code /header/Idempotency-Key}
 * @param code what kind of finding: a word of {@link FindingCode}, or of an item's rejection
 * @param message what was wrong, with its value, and what to do
 */
record Finding(String pointer, String code, String message) {}
