import type { Diagnostic, Severity } from '../diagnostic.ts';

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** GitHub shows so many annotations of each kind in a step; those after them would vanish without a word. */
const MOST_SHOWN = 10;

const RANK = { error: 0, warning: 1, info: 2 } as const;

/**
 * Workflow commands of GitHub Actions, a line each, the worst first. Those beyond what GitHub shows are plain lines of the log, and
 * the last line says how many they are.
 */
export function formatGithub(diagnostics: readonly Diagnostic[]): string {
  const left: { [S in Severity]: number } = { error: MOST_SHOWN, warning: MOST_SHOWN, info: MOST_SHOWN };
  const shown: string[] = [];
  const logged: string[] = [];
  for (const each of diagnostics.toSorted((a, b) => RANK[a.severity] - RANK[b.severity])) {
    left[each.severity] -= 1;
    if (left[each.severity] >= 0) shown.push(command(each));
    else logged.push(plain(each));
  }
  const count = logged.length;
  const more = count === 0 ? [] : [`${count} more ${count === 1 ? 'is' : 'are'} in the log only`];
  return [...shown, ...logged, ...more].join('\n');
}

function command({
  code,
  name,
  severity,
  file,
  line,
  column,
  end_line,
  end_column,
  message,
  help,
}: Diagnostic): string {
  const end = end_line === line ? `,endColumn=${end_column}` : '';
  const place = `file=${property(file)},line=${line},endLine=${end_line},col=${column}${end}`;
  const text = help === undefined ? message : `${message}\n${help}`;
  return `::${COMMANDS[severity]} ${place},title=${property(`${code} ${name}`)}::${data(text)}`;
}

/** A line that begins no command, whatever a message holds. */
function plain({ code, name, severity, file, line, column, message }: Diagnostic): string {
  return data(`${file}:${line}:${column} ${severity} ${code} ${name} ${message}`);
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
