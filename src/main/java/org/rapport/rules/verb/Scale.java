package org.rapport.rules.verb;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The verbs of the normalisation stage that say how raw points become a score. */
public final class Scale extends Facade {
  private @Nullable ScaleForm form;

  public Scale() {
    super("scale");
  }

  /** The rule that speaks next, and what it bound. */
  public Scale match(int rule, Object... bound) {
    begin(rule, bound);
    return this;
  }

  /** So many raw points, in millionths, are 100. */
  public void againstReference(long millionths) {
    say(new ScaleForm.AgainstReference(millionths));
  }

  /** 100 x (1 - e^(-raw / constant)); the constant in millionths. */
  public void saturating(long millionths) {
    say(new ScaleForm.Saturating(millionths));
  }

  /** Ten raw points in millionths, rising: the scores 10, 20, ... 100. */
  public void byPercentiles(long... tenMillionths) {
    say(new ScaleForm.ByPercentiles(Arrays.stream(tenMillionths).boxed().toList()));
  }

  private void say(ScaleForm said) {
    if (form != null && !form.equals(said)) {
      throw new ConflictingVerbsException(
          "Two rules scale the points differently: %s and %s.".formatted(form, said));
    }
    form = said;
  }

  /** What was said; empty when no rule matched. */
  public Optional<ScaleForm> form() {
    return Optional.ofNullable(form);
  }
}
