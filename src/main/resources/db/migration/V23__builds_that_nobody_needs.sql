-- In which order builds came to be kept: of those that nothing needs any more, the oldest go.
ALTER TABLE rulebase_build ADD COLUMN made bigint GENERATED ALWAYS AS IDENTITY;
