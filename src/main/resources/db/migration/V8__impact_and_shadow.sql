-- What publishing a draft would change, measured on the stored population: the latest measuring of each
-- draft. A measuring that is not heard of for a while broke off with its node.
CREATE TABLE impact (
  draft_id bigint PRIMARY KEY,
  run uuid NOT NULL,
  version text NOT NULL,
  live text NOT NULL,
  as_of timestamptz NOT NULL,
  status text NOT NULL CHECK (status IN ('running', 'done', 'cancelled', 'failed')),
  done bigint NOT NULL,
  total bigint NOT NULL,
  started_at timestamptz NOT NULL,
  heard_at timestamptz NOT NULL,
  -- Why it failed.
  problem text,
  -- Exactly as served.
  result bytea
);

-- The draft that decides beside the live version of a rulebase, on a share of customers in millionths.
-- Nodes are told of a change on the channel rapport_live.
CREATE TABLE shadow (
  rulebase text COLLATE "C" PRIMARY KEY,
  draft_id bigint NOT NULL,
  version text NOT NULL,
  files text NOT NULL,
  share integer NOT NULL CHECK (share BETWEEN 1 AND 1000000),
  started_at timestamptz NOT NULL,
  caller text NOT NULL,
  owner text NOT NULL
);
