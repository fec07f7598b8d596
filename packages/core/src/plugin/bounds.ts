/** Largest manifest, in characters; schemas of vendors' events stand in files of their own. */
export const MAX_MANIFEST_CHARACTERS = 1_000_000;
/** Levels of a delivery's body, whatever its trigger says. */
export const MAX_BODY_DEPTH = 10_000;
/** Time that a module has to load, in milliseconds. */
export const LOAD_TIMEOUT_MS = 10_000;
/** Time that a third-party trigger has for one call, in milliseconds. */
export const TRIGGER_TIMEOUT_MS = 5_000;
