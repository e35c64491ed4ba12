-- What the decisions of all nodes came to that a shadow was compared with, added up: one row a count, of one
-- run of the shadow (since it was started) beside one live version. Gone when the shadow is stopped.
CREATE TABLE shadow_count (
  rulebase text COLLATE "C" NOT NULL,
  started_at timestamptz NOT NULL,
  live text COLLATE "C" NOT NULL,
  -- What is counted; the other three say it more closely, or are empty.
  kind text COLLATE "C" NOT NULL,
  about text COLLATE "C" NOT NULL,
  was text COLLATE "C" NOT NULL,
  becomes text COLLATE "C" NOT NULL,
  -- The slowest decision's time is the greatest of all; all else is a sum.
  n bigint NOT NULL,
  PRIMARY KEY (rulebase, started_at, live, kind, about, was, becomes)
);
