-- The text of every rulebase version that was ever live: what a node loads, with the compiled bytes of
-- rulebase_build. files is a JSON object of text by file name.
CREATE TABLE rulebase_version (
  rulebase text COLLATE "C" NOT NULL,
  version text COLLATE "C" NOT NULL,
  files text NOT NULL,
  PRIMARY KEY (rulebase, version)
);

-- Which version came to decide, when, by whom: bootstrapped, published or rolled-back. Never changed.
CREATE TABLE publication (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  rulebase text COLLATE "C" NOT NULL,
  version text COLLATE "C" NOT NULL,
  step text NOT NULL,
  draft_id bigint,
  at timestamptz NOT NULL,
  caller text NOT NULL,
  owner text NOT NULL
);
CREATE INDEX publication_by_version ON publication (rulebase, version);
CREATE INDEX publication_by_rulebase ON publication (rulebase, seq DESC);

-- Which version decides now. Nodes are told of a change on the channel rapport_live, by name.
CREATE TABLE live_rulebase (
  rulebase text COLLATE "C" PRIMARY KEY,
  version text COLLATE "C" NOT NULL,
  publication bigint NOT NULL
);

-- Changes to a rulebase that somebody works on. Every statement that moves one on names the version it
-- means, and holds all conditions itself: two nodes cannot come between each other.
CREATE TABLE draft (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  rulebase text COLLATE "C" NOT NULL,
  title text NOT NULL,
  status text NOT NULL
    CHECK (status IN ('open', 'submitted', 'approved', 'rejected', 'published', 'deleted')),
  -- The owners who wrote any of it: none of them may approve it.
  authors text[] NOT NULL,
  -- The live version it was made from, null for a rulebase that is not there yet.
  base text,
  files text NOT NULL,
  -- Counts the changes of the files.
  revision integer NOT NULL,
  -- The digest of the files, null while the checker finds an error.
  version text COLLATE "C",
  -- The version whose own cases all held.
  tested text,
  -- The version that was approved, the owner who did, and with which key.
  approved text,
  approver text,
  approved_by text,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL
);
CREATE INDEX draft_by_rulebase ON draft (rulebase, id DESC);
