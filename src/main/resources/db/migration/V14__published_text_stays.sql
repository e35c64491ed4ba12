-- What was published is part of the record: see the tables that a migration before calls so.
COMMENT ON TABLE rulebase_version IS 'append-only';
COMMENT ON TABLE publication IS 'append-only';
