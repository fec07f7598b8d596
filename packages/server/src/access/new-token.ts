// What a new token may be called and do: asked by the API and by the command.
import { SCOPES } from '@configurable-agents/core';
import type { Scope } from '@configurable-agents/core';

/** Letters that a command line, a log and a page show as they are. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._@/-]{0,63}$/u;

/** What is wrong with a name, or undefined. */
export function nameProblem(name: string): string | undefined {
  if (NAME.test(name)) return undefined;
  return 'must be 1 to 64 letters, digits, spaces and . _ @ / -, and begin with a letter or digit, such as ci';
}

export function scopeOf(text: string | undefined): Scope | undefined {
  return SCOPES.find((scope) => scope === text);
}
