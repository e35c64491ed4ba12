-- What every decision by the same rules has in common stands once: names, digests, the rules' cards,
-- and the dictionary that the decisions' texts are packed with. The digest is the SHA-256 of it all.
CREATE TABLE decided_by (
  ref integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  digest bytea NOT NULL UNIQUE,
  rulebase text NOT NULL,
  version text NOT NULL,
  build text NOT NULL,
  cards bytea NOT NULL,
  -- Empty: the decisions' texts stand as they are.
  dictionary bytea NOT NULL
);

-- Decisions from before carry their cards themselves and are not packed.
INSERT INTO decided_by (digest, rulebase, version, build, cards, dictionary)
SELECT sha256(convert_to(rulebase || ' ' || version || ' ' || build, 'UTF8')), rulebase, version,
  build, '{"cards":[]}', ''
FROM (SELECT DISTINCT rulebase, version, build FROM decision) AS earlier;

ALTER TABLE decision ADD COLUMN decided_by integer;
UPDATE decision SET decided_by = known.ref FROM decided_by known
WHERE (known.rulebase, known.version, known.build)
  = (decision.rulebase, decision.version, decision.build);
ALTER TABLE decision
  ALTER COLUMN decided_by SET NOT NULL,
  DROP COLUMN rulebase,
  DROP COLUMN version,
  DROP COLUMN build;

-- said: the answer exactly as served and then the body, packed as one zlib stream (RFC 1950).
ALTER TABLE decision_body ADD COLUMN answer_length integer, ADD COLUMN said bytea;
UPDATE decision_body SET answer_length = length(answer), said = answer || body;
ALTER TABLE decision_body
  ALTER COLUMN answer_length SET NOT NULL,
  ALTER COLUMN said SET NOT NULL,
  -- It is packed already: PostgreSQL shall not try once more.
  ALTER COLUMN said SET STORAGE EXTERNAL,
  DROP COLUMN answer,
  DROP COLUMN body;
