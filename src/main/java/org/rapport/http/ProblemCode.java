package org.rapport.http;

/** Every problem the API answers with: a closed list, told in docs/problems.md. */
enum ProblemCode {
  INVALID_REQUEST(400, "The request does not fit the contract"),
  MALFORMED_BODY(400, "The body cannot be read"),
  MALFORMED_HTTP(400, "The request cannot be read"),
  BROKEN_ENCODING(400, "The compressed body is broken"),
  KEY_MISSING(401, "An API key is needed"),
  KEY_UNKNOWN(401, "The API key is not known"),
  TOKEN_REFUSED(401, "The token opens nothing"),
  ROLE_MISSING(403, "The API key does not allow this"),
  OWN_DRAFT(403, "Nobody approves what they wrote themselves"),
  PATH_NOT_FOUND(404, "There is nothing at this path"),
  PROOF_NOT_FOUND(404, "There is no such proof yet"),
  DECISION_NOT_FOUND(404, "There is no such decision"),
  CUSTOMER_NOT_FOUND(404, "Nothing is known of this customer"),
  RULEBASE_NOT_FOUND(404, "There is no such rulebase"),
  KEY_NOT_FOUND(404, "There is no such key"),
  DRAFT_NOT_FOUND(404, "There is no such draft"),
  VERSION_NOT_FOUND(404, "The version was never live"),
  NOT_STARTED(404, "Nobody started this"),
  METHOD_NOT_ALLOWED(405, "This path has no such method"),
  KEY_REUSED(409, "The idempotency key stands for another request"),
  KEY_NAME_TAKEN(409, "The name stands for another key"),
  NOT_IN_RULES(404, "The rules have nothing of this name"),
  NO_ANALYSIS(409, "The decision is a fallback"),
  RULES_NOT_HERE(409, "The rules of this decision are not live here"),
  LEGAL_HOLD(409, "The customer is under a legal hold"),
  CUSTOMER_ERASED(410, "The customer was erased"),
  CHANGED_MEANWHILE(409, "It was changed meanwhile"),
  NOT_READY(409, "A step before this one is missing"),
  VERSION_UNUSABLE(409, "The version cannot be loaded"),
  BODY_TOO_LARGE(413, "The body is too large"),
  URI_TOO_LONG(414, "The address is too long"),
  UNSUPPORTED_ENCODING(415, "The body's encoding is not understood"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body's content type is not understood"),
  OVERLOADED(429, "Too much is waiting"),
  RATE_LIMITED(429, "The key calls too often"),
  HEADERS_TOO_LARGE(431, "The headers are too large"),
  UNEXPECTED(500, "Something unexpected went wrong"),
  SCORING_FAILED(500, "The rules do not come to a score"),
  ISSUER_UNAVAILABLE(503, "The issuer of tokens does not answer"),
  STORE_UNAVAILABLE(503, "The database does not answer");

  private final int status;
  private final String title;

  ProblemCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The HTTP status. */
  int status() {
    return status;
  }

  /** The same short words whenever this problem occurs. */
  String title() {
    return title;
  }

  /** The stable word used in JSON and in docs/problems.md. */
  String word() {
    return Words.of(this);
  }

  /** The URI reference that names the type of problem. */
  String type() {
    return "/problems/" + word();
  }
}
