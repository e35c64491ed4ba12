-- Between this and the migration before, every earlier decision was sealed and got its leaf.
ALTER TABLE decision
  ALTER COLUMN subject SET NOT NULL,
  ALTER COLUMN sealed_hash SET NOT NULL,
  ALTER COLUMN commitment SET NOT NULL,
  ALTER COLUMN batch_id SET NOT NULL;
ALTER TABLE decision_body
  ALTER COLUMN sealed SET NOT NULL,
  DROP COLUMN customer_id,
  DROP COLUMN answer_length,
  DROP COLUMN said;
-- What is told apart by a secret outside of the database is no longer told apart by one in it.
ALTER TABLE installation DROP COLUMN message_key_secret;
ALTER TABLE installation ALTER COLUMN wrapped_message_key_secret SET NOT NULL;
