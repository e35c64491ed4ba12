ALTER TABLE api_key
  ADD COLUMN expires_at timestamptz,
  -- To the minute, as a rule: not every call writes.
  ADD COLUMN last_used_at timestamptz;

-- Every node hears at once that a key was made or revoked.
CREATE FUNCTION tell_of_keys() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM pg_notify('rapport_keys', '');
  RETURN NULL;
END
$$;
CREATE TRIGGER api_key_told
  AFTER INSERT OR UPDATE OF revoked_at ON api_key
  FOR EACH STATEMENT EXECUTE FUNCTION tell_of_keys();

-- Takes away results about many customers that an erased one may be in. Whoever wants them measures
-- anew. The table may not be there: it belongs to a later part.
CREATE FUNCTION forget_results() RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  IF to_regclass('impact') IS NOT NULL THEN
    EXECUTE 'DELETE FROM impact';
  END IF;
END
$$;
