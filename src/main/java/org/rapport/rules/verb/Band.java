package org.rapport.rules.verb;

import org.jspecify.annotations.Nullable;
import org.rapport.rules.fact.Fact;

/** The verb of the normalisation stage that names the band of the score. */
public final class Band extends Facade {
  private @Nullable String name;

  public Band() {
    super("band");
  }

  /** The rule that speaks next, and what it bound. */
  public Band match(int rule, Object... bound) {
    begin(rule, bound);
    return this;
  }

  /** The band's name for this score. */
  public void is(String said, Fact score) {
    if (name != null && !name.equals(said)) {
      throw new ConflictingVerbsException(
          "One rule puts the score in the band \"%s\", another in \"%s\".".formatted(name, said));
    }
    name = said;
  }

  /** What was said, or null when no rule matched. */
  public @Nullable String name() {
    return name;
  }
}
