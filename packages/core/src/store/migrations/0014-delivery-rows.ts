/**
 * Deliveries as rows of an ordinary table, their body last. Without rowids each one of more than about a kilobyte took a page of 4 KB for
 * itself, and the list of deliveries read through the bodies to come to what follows them.
 */
export const DELIVERY_ROWS = `
  CREATE TABLE delivery_rows(
    id TEXT NOT NULL PRIMARY KEY, trigger TEXT NOT NULL, dedupe_key TEXT, received INTEGER NOT NULL, event_type TEXT NOT NULL,
    verdict TEXT NOT NULL, reason TEXT, size INTEGER, redelivery_of TEXT, runs TEXT NOT NULL, dead_letters TEXT NOT NULL,
    headers TEXT NOT NULL, body BLOB NOT NULL);
  INSERT INTO delivery_rows
    SELECT id, trigger, dedupe_key, received, event_type, verdict, reason, size, redelivery_of, runs, dead_letters, headers, body
    FROM deliveries ORDER BY id;
  DROP TABLE deliveries;
  ALTER TABLE delivery_rows RENAME TO deliveries;
  CREATE INDEX deliveries_again ON deliveries(redelivery_of) WHERE redelivery_of IS NOT NULL;
  CREATE INDEX deliveries_refused ON deliveries(id) WHERE verdict = 'refused';
  CREATE TRIGGER dead_letters_come AFTER INSERT ON deliveries WHEN NEW.dead_letters <> '[]'
    BEGIN INSERT INTO dead_letters(delivery) VALUES(NEW.id); END;
  CREATE TRIGGER dead_letters_go AFTER DELETE ON deliveries WHEN OLD.dead_letters <> '[]'
    BEGIN DELETE FROM dead_letters WHERE delivery = OLD.id; END;
`;
