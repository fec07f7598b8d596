import { lines, quoted } from './tables.ts';
import type { Tables } from './tables.ts';
import type { Values } from '../described.ts';

/** The completion of bash 3.2 and newer, as a script. */
export function bashCompletion(tables: Tables): string {
  const { children, options, withValue, values, args, aliases } = tables;
  const commands = [...children].flatMap(([path, below]) => below.map(({ word }) => `${path} ${word}`.trim()));
  return `# bash completion of configurable-agents: source <(configurable-agents completion bash)
_configurable_agents() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev= path= word= i reply= kind=words
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    # bash takes --option=value apart.
    [[ $word == = ]] && continue
    if [[ -n $prev ]]; then prev=; continue; fi
    case "$path $word" in
${lines([...aliases], ([alias, command]) => `      ${quoted(` ${alias}`)}) path=${quoted(` ${command}`)}; continue ;;`)}
${lines(commands, (command) => `      ${quoted(` ${command}`)}) path=${quoted(` ${command}`)}; continue ;;`)}
    esac
    case "$path" in
${lines(
  [...withValue].filter(([, names]) => names.length > 0),
  ([path, names]) => `      ${at(path)}) case $word in ${names.join('|')}) prev=$word ;; esac ;;`,
)}
    esac
  done
  [[ $cur == = ]] && cur=
  if [[ -n $prev ]]; then
    case "$path $prev" in
${lines([...values], ([key, value]) => `      ${quoted(` ${key}`)}) ${offer(value)} ;;`)}
    esac
  elif [[ $cur == -* ]]; then
    case "$path" in
${lines([...options], ([path, offered]) => `      ${at(path)}) reply=${quoted(offered.map(({ word }) => word).join(' '))} ;;`)}
    esac
  else
    case "$path" in
${lines(
  [...children].filter(([, below]) => below.length > 0),
  ([path, below]) => `      ${at(path)}) reply=${quoted(below.map(({ word }) => word).join(' '))} ;;`,
)}
${lines(
  [...args].filter(([path]) => children.get(path)?.length === 0),
  ([path, value]) => `      ${at(path)}) ${offer(value)} ;;`,
)}
    esac
  fi
  if [[ $kind == files ]]; then
    compopt -o default 2>/dev/null
    COMPREPLY=()
  else
    COMPREPLY=($(compgen -W "$reply" -- "$cur"))
  fi
}
complete -F _configurable_agents configurable-agents
`;
}

const at = (path: string): string => quoted(path === '' ? '' : ` ${path}`);

function offer(value: Values): string {
  if (value.kind === 'words') return `reply=${quoted(value.words.join(' '))}`;
  return value.kind === 'files' ? 'kind=files' : ':';
}
