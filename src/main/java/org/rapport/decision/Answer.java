package org.rapport.decision;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Decision;

/**
 * A decision on record, as it is served.
 *
 * @param decisionId its id
 * @param json the answer's bytes: the same for ever, whoever asks
 * @param decision the decision itself; null when the bytes are those of an earlier decision that an
 *     idempotency key stands for
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record Answer(UUID decisionId, byte[] json, @Nullable Decision decision) {}
