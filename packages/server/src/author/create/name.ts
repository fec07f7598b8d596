// What a new plugin may be called. Pure.
import { authorFailure } from '../failure.ts';

export const KINDS = ['action', 'trigger', 'provider', 'tracker', 'tool'] as const;

/** What a new plugin begins with. */
export type Kind = (typeof KINDS)[number];

/** Lower case, since it is a name of npm too; shorter than a plugin's may be, since npm's begins with more. */
const NAME = /^[a-z][a-z0-9_-]{0,39}$/;

/** What a name must be, after "must". */
export const NAME_RULE =
  'begin with a lower-case letter and hold lower-case letters, digits, _ and - only, at most 40 in all';

/** What `uses` of a workflow means without a plugin. */
const BUILT_IN = ['set', 'wait', 'approval', 'workflow', 'manual', 'schedule'];

/** What is wrong with a name, or undefined. `taken` are the names of the plugins that come with the product. */
export function nameProblem(name: string, taken: readonly string[]): string | undefined {
  if (!NAME.test(name)) return `must ${NAME_RULE}`;
  if (name in Object.prototype) return 'is a name that every object of JavaScript has';
  if (BUILT_IN.includes(name)) return 'means something in workflows already';
  return taken.includes(name) ? 'is the name of a plugin that comes with the product' : undefined;
}

/** Throws `PLUGIN_NAME_INVALID`. */
export function assertName(name: string, taken: readonly string[]): void {
  const problem = nameProblem(name, taken);
  if (problem === undefined) return;
  throw authorFailure(2, 'PLUGIN_NAME_INVALID', `the name ${JSON.stringify(name)} ${problem}; take another`);
}

/** The package's name on npm. */
export function packageNameOf(name: string): string {
  return `configurable-agents-plugin-${name}`;
}

/** A text of the template for a plugin of that name: `template_plugin` is its name, and begins names of its variables. */
export function named(text: string, name: string): string {
  // Of the names that a plugin may have, those with a dash are no names of JavaScript.
  const key = name.includes('-') ? `'${name}'` : name;
  return text
    .replaceAll(/^( +)template_plugin: \{$/gm, `$1${key}: {`)
    .replaceAll('template_plugin', name)
    .replaceAll('TEMPLATE_PLUGIN', name.toUpperCase().replaceAll('-', '_'));
}
