package org.rapport.http;

import org.rapport.decision.Reading;
import org.rapport.ingest.IngestLimits;

/** Every limit of the HTTP service, with its unit. */
final class HttpLimits {
  /** The largest body of events, inflated, in bytes; Segment's clients send up to 500 kB. */
  static final int EVENTS_BODY_BYTES = IngestLimits.MAX_BODY_BYTES;

  /** The largest body of one request to decide, in bytes. */
  static final int DECISION_BODY_BYTES = 256 * 1024;

  /** The largest body of inline facts or of a list of customers, in bytes. */
  static final int FACTS_BODY_BYTES = 4 * 1024 * 1024;

  /** The largest body of a rulebase's files, in bytes. */
  static final int RULEBASE_BODY_BYTES = 4 * 1024 * 1024;

  /** How many customers a sample may have, at most. */
  static final int IMPACT_SAMPLE = 10_000_000;

  /** The longest reason for a step, in characters. */
  static final int WHY_LENGTH = 2_000;

  /** How many files of a rulebase are looked at. */
  static final int RULEBASE_FILES = 200;

  /** How much of a body that is too large is read and thrown away before we hang up, in bytes. */
  static final long DRAINED_BYTES = 64L * 1024 * 1024;

  /** Bodies of this many bytes or more are read into JSON away from the event loop. */
  static final int LARGE_BODY_BYTES = 128 * 1024;

  /** Compressed bodies of this many bytes or more are inflated away from the event loop. */
  static final int LARGE_COMPRESSED_BYTES = 16 * 1024;

  /** The bodies held in memory at one time, all requests together, in bytes, at most. */
  static final long BODIES_HELD_BYTES = 256L * 1024 * 1024;

  /** The share of the heap that those bodies may take at most: one part in this many. */
  static final int BODIES_HELD_HEAP_PARTS = 8;

  /** The largest header block of a request, in bytes. */
  static final int HEADER_BYTES = 16 * 1024;

  /** The longest request line, in bytes: an id of 255 characters, percent-encoded, fits. */
  static final int REQUEST_LINE_BYTES = 8 * 1024;

  /** How many connections are open at one time, at most. */
  static final int CONNECTIONS = 10_000;

  /** How many connections wait to be accepted, at most. */
  static final int ACCEPT_BACKLOG = 1_024;

  /** A connection on which nothing moves is closed after this many seconds. */
  static final int IDLE_SECONDS = 120;

  /** How long stopping waits for answers under way, in seconds. */
  static final int DRAIN_SECONDS = 10;

  /** How deep JSON may nest. */
  static final int JSON_DEPTH = 64;

  /** How many findings a problem lists; one more says that there are others. */
  static final int FINDINGS = 1_000;

  /** How many characters of a wrong value are repeated in a message. */
  static final int ECHO_LENGTH = 80;

  /**
   * The longest word (placement, channel, action, band, name of a context value), in characters.
   */
  static final int WORD_LENGTH = 255;

  /** How many values a context holds, at most. */
  static final int CONTEXT_VALUES = 50;

  /** How many actions one decision answers with, at most. */
  static final int ACTIONS = 25;

  /** The longest time that deciding may be given, in milliseconds. */
  static final int TIMEOUT_MS = 10_000;

  /**
   * How long deciding about each customer of a batch may take when nothing is said, in
   * milliseconds: each waits for all the others.
   */
  static final int BATCH_TIMEOUT_MS = 5_000;

  /** How many customers one batch of decisions names, at most. */
  static final int BATCH_CUSTOMERS = 1_000;

  /** How many decisions of one batch are under way at one time. */
  static final int BATCH_WAVE = 128;

  /** How many events, counted days, attributes or contacts inline facts hold, at most, each. */
  static final int FACTS = 20_000;

  /** How many scalar properties an inline event holds, at most. */
  static final int EVENT_PROPERTIES = 200;

  /** The largest count of one counted day. */
  static final int DAY_COUNT = 100_000;

  /** How many days of scores are answered at once. */
  static final int SCORE_DAYS = Reading.MAX_TREND_DAYS;

  /** How many rows a list answers with, at most, and when not asked. */
  static final int LIST_ROWS = 1_000;

  static final int LIST_ROWS_DEFAULT = 100;

  /** How long one readiness check may take, in milliseconds. */
  static final long READINESS_MS = 2_000;

  /** After how many seconds to try again when the database does not answer. */
  static final int RETRY_AFTER_SECONDS = 15;

  /** After how many seconds to try again when the issuer of tokens does not answer. */
  static final int ISSUER_RETRY_SECONDS = 60;

  private HttpLimits() {}
}
