import type { Diagnostic } from '../diagnostic.ts';

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** Workflow commands of GitHub Actions, a line each, errors first since only the first ten are shown. */
export function formatGithub(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .toSorted((a, b) => Number(a.severity !== 'error') - Number(b.severity !== 'error'))
    .map((each) => {
      const title = `${each.code} ${each.name}`;
      const end = each.end_line === each.line ? `,endColumn=${each.end_column}` : '';
      const place = `file=${property(each.file)},line=${each.line},endLine=${each.end_line},col=${each.column}${end},title=${property(title)}`;
      return `::${COMMANDS[each.severity]} ${place}::${data(each.help === undefined ? each.message : `${each.message}\n${each.help}`)}`;
    })
    .join('\n');
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
