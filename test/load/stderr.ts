// What a healthy server says on standard error. Every other line is one that nobody declared.

/** Announcements of a start and an end, and lines of the level `info`. */
const DECLARED: readonly RegExp[] = [
  /^store \S.*, workflows \S/,
  /^every LLM node uses \w+ \(/,
  /^runs that have ended are kept /,
  /^WEBHOOK_SECRET is not set: /,
  /^warning: no \S+ pins the plugins of the configuration; /,
  /^info: /,
  /^stopping: no new requests; /,
];

export function isDeclared(line: string): boolean {
  return line.trim() === '' || DECLARED.some((pattern) => pattern.test(line));
}

/** Takes lines of a server, and adds a problem for each that nobody declared. */
export function listenTo(problems: string[]): (line: string) => void {
  return (line) => {
    if (!isDeclared(line)) problems.push(`the server said: ${line}`);
  };
}
