/** What a package may hold: more is no plugin, or one that means harm. */
export const MAX_FILES = 5000;
export const MAX_BYTES: number = 64 * 1024 * 1024;
/** Compressed. */
export const MAX_TARBALL_BYTES: number = 32 * 1024 * 1024;
export const MAX_JSON_BYTES: number = 4 * 1024 * 1024;
/** A schema may be deep, but what reads it calls itself. */
export const MAX_JSON_DEPTH = 100;
/** UTF-16 units of a path, and of each step of it: what every file system takes. */
export const MAX_PATH = 1000;
export const MAX_NAME = 200;
