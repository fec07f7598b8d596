/** What became of a delivery; refused ones too, without their body. A dedupe key remembers which body it came with. */
export const DELIVERIES = `
  ALTER TABLE deliveries ADD COLUMN verdict TEXT NOT NULL DEFAULT 'accepted';
  ALTER TABLE deliveries ADD COLUMN reason TEXT;
  ALTER TABLE deliveries ADD COLUMN size INTEGER;
  ALTER TABLE deliveries ADD COLUMN redelivery_of TEXT;
  UPDATE deliveries SET size = length(body),
    verdict = CASE WHEN runs <> '[]' THEN 'accepted' WHEN dead_letters <> '[]' THEN 'dead_letter' ELSE 'ignored' END;
  CREATE INDEX deliveries_again ON deliveries(redelivery_of) WHERE redelivery_of IS NOT NULL;
  CREATE INDEX deliveries_refused ON deliveries(id) WHERE verdict = 'refused';
  ALTER TABLE dedupe ADD COLUMN digest TEXT;
`;
