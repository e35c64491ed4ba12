package org.rapport.decision;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.UUIDClock;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/** Makes decision ids: UUIDv7, so that they sort by the time they were made. */
final class DecisionIds {

  private final TimeBasedEpochGenerator generator;

  DecisionIds(InstantSource clock) {
    this.generator =
        Generators.timeBasedEpochGenerator(
            new SecureRandom(),
            new UUIDClock() {
              @Override
              public long currentTimeMillis() {
                return clock.millis();
              }
            });
  }

  UUID next() {
    return generator.generate();
  }
}
