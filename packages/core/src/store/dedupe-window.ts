/** How long a dedupe key is remembered: senders retry for up to three days. */
export const DEDUPE_WINDOW_MS: number = 30 * 24 * 60 * 60 * 1000;
