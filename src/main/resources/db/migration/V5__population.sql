-- How many transactions took something in, by the UTC day of the earliest thing that each added. The
-- sum over the days before an instant tells whether anything new counts as of it: a transaction seen
-- later is one more, and none is ever taken back. Each connection counts in a row of its own as a
-- rule, so that none waits for another.
CREATE TABLE intake_count (
  day date NOT NULL,
  slot smallint NOT NULL,
  transactions bigint NOT NULL,
  PRIMARY KEY (day, slot)
) WITH (fillfactor = 50);

-- How all customers stood as of an instant by one build: kept, since deciding about everybody takes
-- seconds. It holds good while the intake count up to the instant is the same. Pages is null until all
-- are there: a set that was broken off is never read.
CREATE TABLE standing_set (
  ref bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  build text COLLATE "C" NOT NULL,
  format smallint NOT NULL,
  as_of timestamptz NOT NULL,
  intake_count bigint NOT NULL,
  pages integer
);
CREATE INDEX standing_set_by_key ON standing_set (build, format, as_of, intake_count);

CREATE TABLE standing_page (
  set_ref bigint NOT NULL,
  page integer NOT NULL,
  -- Packed already: PostgreSQL shall not try once more.
  standings bytea STORAGE EXTERNAL NOT NULL,
  PRIMARY KEY (set_ref, page)
);
