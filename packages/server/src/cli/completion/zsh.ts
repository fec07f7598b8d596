import { lines, quoted } from './tables.ts';
import type { Offered, Tables } from './tables.ts';
import type { Values } from '../described.ts';

/** The completion of zsh, as a script that is sourced or lies in a folder of `fpath`. */
export function zshCompletion(tables: Tables): string {
  const { children, options, withValue, values, args, aliases } = tables;
  const commands = [...children].flatMap(([path, below]) => below.map(({ word }) => `${path} ${word}`.trim()));
  return `#compdef configurable-agents
# zsh completion of configurable-agents: source <(configurable-agents completion zsh)
_configurable_agents() {
  local at= word= prev= cur=\${words[CURRENT]} i
  local -a offered
  for ((i = 2; i < CURRENT; i++)); do
    word=\${words[i]}
    if [[ -n $prev ]]; then prev=; continue; fi
    case "$at $word" in
${lines([...aliases], ([alias, command]) => `      ${quoted(` ${alias}`)}) at=${quoted(` ${command}`)}; continue ;;`)}
${lines(commands, (command) => `      ${quoted(` ${command}`)}) at=${quoted(` ${command}`)}; continue ;;`)}
    esac
    case "$at" in
${lines(
  [...withValue].filter(([, names]) => names.length > 0),
  ([path, names]) => `      ${key(path)}) case $word in ${names.join('|')}) prev=$word ;; esac ;;`,
)}
    esac
  done
  if [[ $cur == --*=* ]]; then
    prev=\${cur%%=*}
    compset -P '*='
  fi
  if [[ -n $prev ]]; then
    case "$at $prev" in
${lines([...values], ([name, value]) => `      ${quoted(` ${name}`)}) ${offer(value)} ;;`)}
    esac
  elif [[ $cur == -* ]]; then
    case "$at" in
${lines([...options], ([path, offered]) => `      ${key(path)}) offered=(${offered.map(described).join(' ')}); _describe option offered ;;`)}
    esac
  else
    case "$at" in
${lines(
  [...children].filter(([, below]) => below.length > 0),
  ([path, below]) => `      ${key(path)}) offered=(${below.map(described).join(' ')}); _describe command offered ;;`,
)}
${lines(
  [...args].filter(([path]) => children.get(path)?.length === 0),
  ([path, value]) => `      ${key(path)}) ${offer(value)} ;;`,
)}
    esac
  fi
}
if [[ $funcstack[1] == _configurable-agents ]]; then
  _configurable_agents "$@"
else
  compdef _configurable_agents configurable-agents
fi
`;
}

const key = (path: string): string => quoted(path === '' ? '' : ` ${path}`);

/** A colon parts a word from what is said of it. */
function described({ word, summary }: Offered): string {
  return quoted(`${word.replaceAll(':', String.raw`\:`)}:${summary}`);
}

function offer(value: Values): string {
  if (value.kind === 'words') return `compadd -- ${value.words.map(quoted).join(' ')}`;
  return value.kind === 'files' ? '_files' : ':';
}
