package org.rapport.ingest;

/** Why an item is not taken: the closed list that docs/events.md explains. */
public enum RejectionCode {
  NOT_AN_OBJECT("not-an-object"),
  TYPE_MISSING("type-missing"),
  UNKNOWN_TYPE("unknown-type"),
  UNKNOWN_FIELD("unknown-field"),
  MESSAGE_ID_MISSING("message-id-missing"),
  CUSTOMER_ID_MISSING("customer-id-missing"),
  PREVIOUS_ID_MISSING("previous-id-missing"),
  ACCOUNT_ID_MISSING("account-id-missing"),
  ID_INVALID("id-invalid"),
  ID_TOO_LONG("id-too-long"),
  EVENT_MISSING("event-missing"),
  EVENT_INVALID("event-invalid"),
  NAME_TOO_LONG("name-too-long"),
  OCCURRED_AT_MISSING("occurred-at-missing"),
  OCCURRED_AT_INVALID("occurred-at-invalid"),
  OCCURRED_AT_OUT_OF_RANGE("occurred-at-out-of-range"),
  PROPERTIES_INVALID("properties-invalid"),
  PROPERTIES_TOO_LARGE("properties-too-large"),
  ATTRIBUTE_INVALID("attribute-invalid"),
  TOO_MANY_ATTRIBUTES("too-many-attributes"),
  TEXT_NOT_STORABLE("text-not-storable"),
  NUMBER_TOO_LONG("number-too-long"),
  TOO_DEEP("too-deep"),
  ITEM_TOO_LARGE("item-too-large"),
  CLOUDEVENT_INVALID("cloudevent-invalid"),
  DATA_NOT_JSON("data-not-json"),
  LINE_MALFORMED("line-malformed"),
  LINE_TOO_LONG("line-too-long");

  private final String word;

  RejectionCode(String word) {
    this.word = word;
  }

  /** The stable word that programs see. */
  public String word() {
    return word;
  }
}
