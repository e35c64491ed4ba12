-- Who may call. A key itself is never stored: hash is the SHA-256 of "rapport-key" and a zero byte
-- and the key, which is random and long, so that it needs no salt. Rows are never deleted: a name
-- stands for one key for ever, because decisions and idempotency keys name their caller by it.
CREATE TABLE api_key (
  name text COLLATE "C" PRIMARY KEY,
  owner text COLLATE "C" NOT NULL,
  roles text[] NOT NULL,
  hash bytea NOT NULL UNIQUE,
  created_at timestamptz NOT NULL,
  revoked_at timestamptz
);

-- Everything that was done to keys, drafts and publications: one row a step, written in the same
-- transaction as what it tells of, appended and never changed.
--
-- seq counts 1, 2, 3 ... without a gap, in the order of the commits: step_count is locked by each
-- transaction from its step to its end.
-- body is one JSON object in canonical form (RFC 8785: names in order, no spaces, UTF-8), with
--   at       when, ISO 8601 in UTC
--   caller   the name of the key, or "command-line", or "service"
--   details  an object of texts, what else belongs to this kind of step
--   digest   the rulebase version meant, "sha256:...", or null
--   owner    the person behind the key
--   step     the kind of step: key-created, draft-submitted, ...
--   subject  what it was done to: "key:name", "draft:id", "rulebase:name"
--   why      in the words of who did it, or null
-- It is bytea because a tamper-evident log is built over exactly these bytes, in the order of seq.
CREATE TABLE step_log (
  seq bigint PRIMARY KEY,
  subject text COLLATE "C" NOT NULL,
  body bytea NOT NULL
);
CREATE INDEX step_log_by_subject ON step_log (subject, seq);

CREATE TABLE step_count (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  steps bigint NOT NULL
);
INSERT INTO step_count (steps) VALUES (0);

CREATE FUNCTION refuse_change() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  RAISE EXCEPTION '% is appended to and never changed', TG_TABLE_NAME;
END
$$;
CREATE TRIGGER step_log_stays
  BEFORE UPDATE OR DELETE ON step_log
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
