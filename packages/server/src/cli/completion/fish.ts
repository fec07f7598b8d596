import { lines } from './tables.ts';
import type { Offered, Tables } from './tables.ts';
import type { Values } from '../described.ts';

/** The completion of fish 3 and newer, as a script. */
export function fishCompletion(tables: Tables): string {
  const { children, options, withValue, values, args, aliases } = tables;
  const commands = [...children].flatMap(([path, below]) => below.map(({ word }) => `${path} ${word}`.trim()));
  return `# fish completion of configurable-agents: configurable-agents completion fish | source
function __configurable_agents_place
    set -l at ''
    set -l prev ''
    for word in (commandline -opc)[2..-1]
        if test -n "$prev"
            set prev ''
            continue
        end
        switch "$at $word"
${lines([...aliases], ([alias, command]) => `            case ${quoted(` ${alias}`)}\n                set at ${quoted(` ${command}`)}\n                continue`)}
${lines(commands, (command) => `            case ${quoted(` ${command}`)}\n                set at ${quoted(` ${command}`)}\n                continue`)}
        end
        switch "$at"
${lines(
  [...withValue].filter(([, names]) => names.length > 0),
  ([path, names]) =>
    `            case ${quoted(path === '' ? '' : ` ${path}`)}\n                contains -- "$word" ${names.join(' ')}; and set prev "$word"`,
)}
        end
    end
    echo "$at"
    echo "$prev"
end
function __configurable_agents_offer
    set -l place (__configurable_agents_place)
    set -l at $place[1]
    set -l prev $place[2]
    set -l cur (commandline -ct)
    if string match -qr -- '^--[^=]+=' "$cur"
        set prev (string replace -r -- '=.*' '' "$cur")
        set -l before "$prev="
        __configurable_agents_value "$at $prev" | string replace -r -- '^' "$before"
    else if test -n "$prev"
        __configurable_agents_value "$at $prev"
    else if string match -q -- '-*' "$cur"
        switch "$at"
${lines([...options], ([path, offered]) => `            case ${quoted(path === '' ? '' : ` ${path}`)}\n${said(offered, 16)}`)}
        end
    else
        switch "$at"
${lines(
  [...children].filter(([, below]) => below.length > 0),
  ([path, below]) => `            case ${quoted(path === '' ? '' : ` ${path}`)}\n${said(below, 16)}`,
)}
${lines(
  [...args].filter(([path]) => children.get(path)?.length === 0),
  ([path, value]) => `            case ${quoted(` ${path}`)}\n                ${offer(value)}`,
)}
        end
    end
end
function __configurable_agents_value
    switch "$argv[1]"
${lines([...values], ([name, value]) => `        case ${quoted(` ${name}`)}\n            ${offer(value)}`)}
    end
end
complete -c configurable-agents -f -a '(__configurable_agents_offer)'
`;
}

/** fish knows two signs that a backslash stands before in single quotes. */
function quoted(text: string): string {
  return `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`;
}

function said(offered: readonly Offered[], indent: number): string {
  return lines(
    offered,
    ({ word, summary }) => `${' '.repeat(indent)}printf '%s\\t%s\\n' ${quoted(word)} ${quoted(summary)}`,
  );
}

function offer(value: Values): string {
  if (value.kind === 'words') return `printf '%s\\n' ${value.words.map(quoted).join(' ')}`;
  return value.kind === 'files' ? '__fish_complete_path (commandline -ct)' : 'true';
}
