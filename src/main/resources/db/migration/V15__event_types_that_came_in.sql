-- A name is known as soon as a rulebase asks for one of its properties; whether an event of it ever came
-- in is another thing.
ALTER TABLE event_type ADD COLUMN came_in boolean NOT NULL DEFAULT false;
UPDATE event_type SET came_in = true WHERE ref IN (SELECT DISTINCT event_type_ref FROM activity);
