-- The decision log. A header holds nothing personal and stays for ever; who it was about and what
-- was said stand in decision_body, which can be erased or encrypted without touching the header.
CREATE TABLE decision (
  decision_id uuid PRIMARY KEY,
  caller text NOT NULL,
  as_of timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  decided_at timestamptz NOT NULL,
  rulebase text NOT NULL,
  version text NOT NULL,
  build text NOT NULL,
  fallback boolean NOT NULL
);

CREATE TABLE decision_body (
  decision_id uuid PRIMARY KEY,
  customer_id text COLLATE "C" NOT NULL,
  -- Exactly the bytes served: jsonb would not keep them.
  answer bytea NOT NULL,
  body bytea NOT NULL
);
-- For erasing all that was ever said about one customer.
CREATE INDEX decision_body_by_customer ON decision_body (customer_id);

CREATE TABLE idempotency (
  caller text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  request_hash bytea NOT NULL,
  decision_id uuid NOT NULL,
  PRIMARY KEY (caller, key)
);

-- Every decision in short, fallbacks excepted: what the next decision's WasIn is read from.
-- Segments are words such as churn-risk:high.
CREATE TABLE decision_summary (
  customer_id text COLLATE "C" NOT NULL,
  rulebase text COLLATE "C" NOT NULL,
  as_of timestamptz NOT NULL,
  decided_at timestamptz NOT NULL,
  decision_id uuid NOT NULL,
  version text NOT NULL,
  score smallint NOT NULL,
  raw bigint NOT NULL,
  band text,
  phase text NOT NULL,
  evidence text NOT NULL,
  segments text[] NOT NULL,
  action text,
  PRIMARY KEY (customer_id, rulebase, as_of, decided_at, decision_id)
);

-- The decision with the greatest (as_of, decided_at, decision_id) of each customer and rulebase.
CREATE TABLE latest_decision (
  rulebase text COLLATE "C" NOT NULL,
  customer_id text COLLATE "C" NOT NULL,
  as_of timestamptz NOT NULL,
  decided_at timestamptz NOT NULL,
  decision_id uuid NOT NULL,
  score smallint NOT NULL,
  raw bigint NOT NULL,
  band text,
  phase text NOT NULL,
  evidence text NOT NULL,
  segments text[] NOT NULL,
  action text,
  PRIMARY KEY (rulebase, customer_id)
) WITH (fillfactor = 80);
-- For the lists of customers, one for each way to sort them but by id: none may sort everybody.
CREATE INDEX latest_decision_by_score_down ON latest_decision (rulebase, score DESC, customer_id);
CREATE INDEX latest_decision_by_score_up ON latest_decision (rulebase, score, customer_id);
CREATE INDEX latest_decision_by_decided_at
  ON latest_decision (rulebase, decided_at DESC, customer_id);
