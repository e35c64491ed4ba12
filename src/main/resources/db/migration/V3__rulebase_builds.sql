-- Compiled rulebases, so that a start loads in place of compiling.
CREATE TABLE rulebase_build (
  build text PRIMARY KEY,
  rulebase text NOT NULL,
  version text NOT NULL,
  sha256 bytea NOT NULL,
  bytes bytea NOT NULL
);
