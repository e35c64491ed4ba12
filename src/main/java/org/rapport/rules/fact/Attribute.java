package org.rapport.rules.fact;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Millionths;
import org.rapport.model.Value;

/** One attribute of the catalogue as it stands; always present, known or not. */
public final class Attribute implements Fact {
  private final String name;
  private final @Nullable Value value;
  private final int ageDays;

  /**
   * An attribute.
   *
   * @param name its name in the catalogue
   * @param value its value, or null when it was never set; a removed one is not known either
   * @param ageDays whole days since it was set
   */
  public Attribute(String name, @Nullable Value value, int ageDays) {
    this.name = name;
    this.value = value instanceof Value.Removed ? null : value;
    this.ageDays = ageDays;
  }

  @Override
  public String word() {
    return "Attribute";
  }

  @Override
  public int beganDaysAgo() {
    return ageDays;
  }

  /** Its name in the catalogue. */
  public String name() {
    return name;
  }

  /** False when it was never set, or was removed. */
  public boolean known() {
    return value != null;
  }

  /** Whether it is known and a number. */
  public boolean aNumber() {
    return value instanceof Value.Numeric;
  }

  /** Whether it is known and a text. */
  public boolean aText() {
    return value instanceof Value.Text;
  }

  /** Whether it is known and a flag. */
  public boolean aFlag() {
    return value instanceof Value.Flag;
  }

  /** Its number, exactly; 0 when it is none. */
  public BigDecimal number() {
    return Millionths.decimal(numberMillionths());
  }

  /** Its number in millionths; 0 when it is none. */
  public long numberMillionths() {
    return value instanceof Value.Numeric number ? number.millionths() : 0;
  }

  /** Its text; empty when it is none. */
  public String text() {
    return value instanceof Value.Text text ? text.text() : "";
  }

  /** Its flag; false when it is none. */
  public boolean flag() {
    return value instanceof Value.Flag flag && flag.flag();
  }

  /** Whole days since it was set; 0 when it is not known. */
  public int ageDays() {
    return ageDays;
  }
}
