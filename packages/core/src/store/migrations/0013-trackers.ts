/**
 * What hinders a tracker now, and what did last, also while no engine runs. Up to `replay_until` it is handed history again: of runs
 * that were open at `replay_since` or later.
 */
export const TRACKERS = `
  ALTER TABLE cursors ADD COLUMN error TEXT;
  ALTER TABLE cursors ADD COLUMN last_error TEXT;
  ALTER TABLE cursors ADD COLUMN last_error_at INTEGER;
  ALTER TABLE cursors ADD COLUMN replay_until INTEGER;
  ALTER TABLE cursors ADD COLUMN replay_since INTEGER;
`;
