/**
 * Deliveries with dead letters in the order in which they were written, which their ids do not have where the clock was put back: who reads
 * on from the last one misses none.
 */
export const DEAD_LETTERS = `
  CREATE TABLE dead_letters(seq INTEGER PRIMARY KEY AUTOINCREMENT, delivery TEXT NOT NULL UNIQUE);
  INSERT INTO dead_letters(delivery) SELECT id FROM deliveries WHERE dead_letters <> '[]' ORDER BY id;
  CREATE TRIGGER dead_letters_come AFTER INSERT ON deliveries WHEN NEW.dead_letters <> '[]'
    BEGIN INSERT INTO dead_letters(delivery) VALUES(NEW.id); END;
  CREATE TRIGGER dead_letters_go AFTER DELETE ON deliveries WHEN OLD.dead_letters <> '[]'
    BEGIN DELETE FROM dead_letters WHERE delivery = OLD.id; END;
`;
