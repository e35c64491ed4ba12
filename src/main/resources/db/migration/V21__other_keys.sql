-- Which keys signed the checkpoints, one after the other: notes that both the old and the new key
-- signed, as docs/audit.md tells.
CREATE TABLE audit_key_change (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  note text NOT NULL,
  changed_at timestamptz NOT NULL
);
COMMENT ON TABLE audit_key_change IS 'append-only';

-- What ids are hashed with, sealed with the master key: it stays when that is replaced. Null as long
-- as it follows from the first master key.
ALTER TABLE installation ADD COLUMN wrapped_hashing_secret bytea;
