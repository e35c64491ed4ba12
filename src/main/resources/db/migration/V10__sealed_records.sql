ALTER TABLE installation
  ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid(),
  -- A keyed hash of a constant: tells whether a master key is the one that this database is read with.
  ADD COLUMN master_key_check bytea,
  -- What keys the hashes in message_key, sealed with the master key.
  ADD COLUMN wrapped_message_key_secret bytea,
  -- The public key that checkpoints are signed with.
  ADD COLUMN verifier_key text;

-- The key that sealed all that was said about one customer, itself sealed with the master key, which
-- is not in the database. Erasing takes wrapped and pseudonym away: then nobody can read what was
-- said, nor tell about whom. The pseudonym is a keyed hash of the customer's id.
CREATE TABLE customer_key (
  key_id uuid PRIMARY KEY,
  pseudonym bytea UNIQUE,
  wrapped bytea,
  erased_at timestamptz,
  CHECK ((wrapped IS NULL) = (erased_at IS NOT NULL)),
  CHECK ((wrapped IS NULL) = (pseudonym IS NULL))
);

-- Whom was erased when, by the pseudonym: a decision that was asked for before must not come after.
CREATE TABLE erased_customer (
  pseudonym bytea PRIMARY KEY,
  erased_at timestamptz NOT NULL
);

-- Who must not be erased, by the pseudonym.
CREATE TABLE legal_hold (
  pseudonym bytea PRIMARY KEY,
  reason text NOT NULL,
  held_by text NOT NULL,
  held_at timestamptz NOT NULL
);

ALTER TABLE decision
  -- Stands for the customer: customer_key.key_id.
  ADD COLUMN subject uuid,
  ADD COLUMN sealed_hash bytea,
  ADD COLUMN commitment bytea,
  ADD COLUMN batch_id bigint,
  -- Made before there was a tree.
  ADD COLUMN brought_in boolean NOT NULL DEFAULT false;

ALTER TABLE decision_body
  ADD COLUMN sealed bytea,
  -- It looks like noise: PostgreSQL shall not try to pack it.
  ALTER COLUMN sealed SET STORAGE EXTERNAL;

-- The trees: 0 holds decisions and erasures, 1 holds changes of keys and published rules.

-- What is in a tree besides decisions: the leaf as it stands there, nothing personal.
CREATE TABLE log_entry (
  entry_id uuid PRIMARY KEY,
  tree smallint NOT NULL,
  batch_id bigint NOT NULL,
  leaf text NOT NULL
);

CREATE SEQUENCE tree_batch_id;

-- Leaves without a place yet, as many together as were written together. No key: all of it is read
-- at once and taken away.
CREATE TABLE tree_waiting (
  tree smallint NOT NULL,
  batch_id bigint NOT NULL,
  ids uuid[] NOT NULL,
  -- Their hashes, 32 bytes each.
  leaves bytea NOT NULL
);

-- Which leaves stand from which place on.
CREATE TABLE tree_batch (
  tree smallint NOT NULL,
  batch_id bigint NOT NULL,
  first_position bigint NOT NULL,
  ids uuid[] NOT NULL,
  PRIMARY KEY (tree, batch_id),
  UNIQUE (tree, first_position)
);

-- The tree's hashes, up to 256 in a row; only the last of each level grows.
CREATE TABLE tree_tile (
  tree smallint NOT NULL,
  level smallint NOT NULL,
  index bigint NOT NULL,
  hashes bytea STORAGE EXTERNAL NOT NULL,
  PRIMARY KEY (tree, level, index)
);

CREATE TABLE tree_checkpoint (
  tree smallint NOT NULL,
  size bigint NOT NULL,
  made_at timestamptz NOT NULL,
  note text NOT NULL,
  PRIMARY KEY (tree, size)
);
CREATE INDEX tree_checkpoint_by_time ON tree_checkpoint (tree, made_at);

-- Rows of these are written once and stay: the service's own role may add to them and read them.
COMMENT ON TABLE step_log IS 'append-only';
COMMENT ON TABLE installation IS 'append-only';
COMMENT ON TABLE decision IS 'append-only';
COMMENT ON TABLE decision_body IS 'append-only';
COMMENT ON TABLE decided_by IS 'append-only';
COMMENT ON TABLE log_entry IS 'append-only';
COMMENT ON TABLE tree_batch IS 'append-only';
COMMENT ON TABLE tree_checkpoint IS 'append-only';
