-- One row: what belongs to this installation and no other.
CREATE TABLE installation (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  -- Keys the hashes in message_key, so that nobody can tell ids from them by trying.
  message_key_secret bytea NOT NULL
);
INSERT INTO installation (message_key_secret)
VALUES (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));

-- Everyone anything was said about. first_seen_at is the least occurred_at; it is null for an id
-- that so far was only named as somebody's earlier id.
CREATE TABLE customer (
  ref bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('customer', 'anonymous')),
  id text COLLATE "C" NOT NULL,
  first_seen_at timestamptz,
  UNIQUE (kind, id)
);

CREATE TABLE event_type (
  ref integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text COLLATE "C" NOT NULL UNIQUE
);

-- Every message ever taken, for ever: key is a keyed hash of (source, message id), fingerprint one
-- of subject and event type. Not partitioned, because a repeat may name another time.
CREATE TABLE message_key (
  key uuid PRIMARY KEY,
  fingerprint bigint NOT NULL
);

-- The hot tables carry no foreign keys: each would cost a lookup and a lock for every row, and all
-- rows are written by one transaction that has just made or read what they point at.
CREATE TABLE event (
  customer_ref bigint NOT NULL,
  occurred_at timestamptz NOT NULL,
  key uuid NOT NULL,
  event_type_ref integer NOT NULL,
  visit boolean NOT NULL,
  received_at timestamptz NOT NULL,
  clock_skew_ms bigint,
  message_id text NOT NULL,
  source text NOT NULL,
  account_id text,
  -- Text, not jsonb: jsonb refuses some valid JSON and keeps neither order nor spelling.
  properties text NOT NULL,
  PRIMARY KEY (customer_ref, occurred_at, key)
) PARTITION BY RANGE (occurred_at);
-- Takes what lies before the first month or too far ahead; see make_event_partition.
CREATE TABLE event_other PARTITION OF event DEFAULT;

-- Makes the partition of a month, given as its first day, and moves in what waits for it in
-- event_other. Does nothing, and answers false, for months before 2000 or later than the next one:
-- so a wrong clock somewhere cannot make thousands of partitions. SECURITY DEFINER, because the
-- service's own role may not change the schema.
CREATE FUNCTION make_event_partition(month date) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT
AS $$
DECLARE
  first_day date := date_trunc('month', month)::date;
  from_instant timestamptz := first_day::timestamp AT TIME ZONE 'UTC';
  to_instant timestamptz := (first_day + interval '1 month') AT TIME ZONE 'UTC';
  partition text := 'event_' || to_char(first_day, 'YYYY_MM');
BEGIN
  IF first_day < date '2000-01-01'
     OR from_instant > date_trunc('month', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
                       + interval '35 days' THEN
    RETURN false;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('event partitions'));
  IF to_regclass(partition) IS NOT NULL THEN
    RETURN true;
  END IF;
  EXECUTE format('CREATE TABLE %I (LIKE event INCLUDING ALL)', partition);
  -- Nobody may add to event_other between the move and the attaching.
  LOCK TABLE event_other IN ACCESS EXCLUSIVE MODE;
  EXECUTE format(
    'WITH moved AS (DELETE FROM event_other WHERE occurred_at >= $1 AND occurred_at < $2'
    ' RETURNING *) INSERT INTO %I SELECT * FROM moved', partition)
    USING from_instant, to_instant;
  EXECUTE format(
    'ALTER TABLE event ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
    partition, from_instant, to_instant);
  RETURN true;
END
$$;

-- Events counted by customer, UTC day and event type. The free space keeps updates in their page.
CREATE TABLE activity (
  customer_ref bigint NOT NULL,
  day date NOT NULL,
  event_type_ref integer NOT NULL,
  n integer NOT NULL,
  visits integer NOT NULL,
  PRIMARY KEY (customer_ref, day, event_type_ref)
) WITH (fillfactor = 80);

-- The properties that some catalogue asks for.
CREATE TABLE extract (
  ref integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event_type_ref integer NOT NULL REFERENCES event_type,
  property text COLLATE "C" NOT NULL,
  UNIQUE (event_type_ref, property)
);

-- Their numbers by day, in millionths. The total is a numeric: it can neither overflow nor depend
-- on the order of arrival.
CREATE TABLE activity_value (
  customer_ref bigint NOT NULL,
  day date NOT NULL,
  extract_ref integer NOT NULL,
  n integer NOT NULL,
  total numeric NOT NULL,
  latest bigint NOT NULL,
  latest_at timestamptz NOT NULL,
  PRIMARY KEY (customer_ref, day, extract_ref)
) WITH (fillfactor = 80);

-- Every value an attribute took. The origin is the event type whose property it was, 0 for identify,
-- group and attribute updates; key is the message's. Number (in millionths), words and flag all null:
-- the attribute was taken away.
CREATE TABLE attribute (
  customer_ref bigint NOT NULL,
  origin integer NOT NULL,
  name text COLLATE "C" NOT NULL,
  occurred_at timestamptz NOT NULL,
  key uuid NOT NULL,
  number bigint,
  words text,
  flag boolean,
  PRIMARY KEY (customer_ref, origin, name, occurred_at, key)
);

-- Which earlier ids were said to be which customer, and since when. An earlier id belongs to the
-- customer with the earliest link; of two at one time, to the one whose id comes first.
CREATE TABLE identity_link (
  customer_ref bigint NOT NULL,
  earlier_ref bigint NOT NULL,
  linked_at timestamptz NOT NULL,
  PRIMARY KEY (customer_ref, earlier_ref)
);
CREATE INDEX identity_link_by_earlier ON identity_link (earlier_ref, linked_at);

CREATE TABLE account_membership (
  customer_ref bigint NOT NULL,
  account_id text COLLATE "C" NOT NULL,
  first_at timestamptz NOT NULL,
  PRIMARY KEY (customer_ref, account_id)
);

-- The scalar at a dotted path of a JSON text, by the same limits as at intake: numbers up to 10^9 in
-- millionths, texts up to 1,024 characters. All null when there is none, or when the text is JSON
-- that jsonb cannot hold: one odd row must not stop the others.
CREATE FUNCTION scalar_property(
  properties text, property text, OUT number bigint, OUT words text, OUT flag boolean)
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
  whole jsonb;
  found jsonb;
BEGIN
  whole := properties::jsonb;
  found := coalesce(whole -> property, whole #> string_to_array(property, '.'));
  CASE jsonb_typeof(found)
    WHEN 'number' THEN
      IF abs(found::numeric) <= 1000000000 THEN
        number := round(found::numeric * 1000000);
      END IF;
    WHEN 'string' THEN
      IF length(found #>> '{}') <= 1024 THEN
        words := found #>> '{}';
      END IF;
    WHEN 'boolean' THEN
      flag := found::boolean;
    ELSE
      NULL;
  END CASE;
EXCEPTION
  WHEN data_exception OR program_limit_exceeded THEN
    number := NULL;
    words := NULL;
    flag := NULL;
END
$$;
