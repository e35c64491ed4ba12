-- Whoever verifies the log finds a published text that was swapped: each version that comes into force
-- is recorded with the SHA-256 of its text. Those from before are noted now.
WITH noted AS (
  SELECT rulebase, version, encode(sha256(convert_to(files, 'UTF8')), 'hex') AS files,
    row_number() OVER (ORDER BY rulebase, version) AS place
  FROM rulebase_version
),
counted AS (
  UPDATE step_count SET steps = steps + (SELECT count(*) FROM noted)
  RETURNING steps - (SELECT count(*) FROM noted) AS before
)
INSERT INTO step_log (seq, subject, body)
SELECT counted.before + noted.place, 'rulebase:' || noted.rulebase,
  convert_to(
    '{"at":"' || to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
      || '","caller":"service","details":{"files":"' || noted.files || '"},"digest":'
      || to_json(noted.version) || ',"owner":"service","step":"text-noted","subject":'
      || to_json('rulebase:' || noted.rulebase) || ',"why":null}',
    'UTF8')
FROM noted, counted;
