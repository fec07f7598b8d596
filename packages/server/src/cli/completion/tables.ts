// What a shell looks up while somebody types: by the command so far, and by the option before the cursor. Pure.
import type { DescribedCommand, DescribedOption, Values } from '../described.ts';

export type Offered = { readonly word: string; readonly summary: string };

export type Tables = {
  /** Commands below a path. */
  readonly children: ReadonlyMap<string, readonly Offered[]>;
  /** Options at a path, those of everything above it too. */
  readonly options: ReadonlyMap<string, readonly Offered[]>;
  /** By path, options whose next word is their value. */
  readonly withValue: ReadonlyMap<string, readonly string[]>;
  /** What that value may be, by path and option, `runs list --limit`. */
  readonly values: ReadonlyMap<string, Values>;
  /** What the words after the command may be, by path. */
  readonly args: ReadonlyMap<string, Values>;
  /** Another name of a path, by itself. */
  readonly aliases: ReadonlyMap<string, string>;
};

const HELP: Offered = { word: '--help', summary: 'what a command does, with examples' };

export function tablesOf(commands: readonly DescribedCommand[]): Tables {
  const byPath = new Map(commands.map((command) => [command.path, command]));
  const optionsAt = (path: string): readonly DescribedOption[] => {
    const above = path === '' ? [] : optionsAt(path.split(' ').slice(0, -1).join(' '));
    return [...(byPath.get(path)?.options ?? []), ...above];
  };
  const paths = commands.map(({ path }) => path);
  const aliases = commands.flatMap(({ path, aliases: names }) =>
    names.map((name): readonly [string, string] => [[...path.split(' ').slice(0, -1), name].join(' '), path]),
  );
  return {
    children: new Map(
      commands.map(({ path, children }) => [path, children.map(({ name, summary }) => ({ word: name, summary }))]),
    ),
    options: new Map(
      paths.map((path) => [path, [...optionsAt(path).map(({ long, summary }) => ({ word: long, summary })), HELP]]),
    ),
    withValue: new Map(
      paths.map((path) => [
        path,
        optionsAt(path)
          .filter(({ takesValue }) => takesValue)
          .flatMap(({ long, short }) => (short === null ? [long] : [long, short])),
      ]),
    ),
    values: new Map(
      paths.flatMap((path) =>
        optionsAt(path)
          .filter(({ takesValue }) => takesValue)
          .flatMap(({ long, short, value }) =>
            [long, ...(short === null ? [] : [short])].map((name): readonly [string, Values] => [
              `${path} ${name}`.trim(),
              value,
            ]),
          ),
      ),
    ),
    args: new Map(commands.map(({ path, args }) => [path, args[0]?.value ?? { kind: 'any' }])),
    aliases: new Map(aliases),
  };
}

/** A word in single quotes, as bash and zsh read it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** A line of a script for each item. */
export function lines<T>(items: readonly T[], line: (item: T) => string): string {
  return items.map(line).join('\n');
}
