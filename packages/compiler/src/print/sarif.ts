import { CODES } from '../codes.ts';
import type { Diagnostic, Related } from '../diagnostic.ts';

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

/** SARIF 2.1.0, https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html. Columns are UTF-16 units, and said to be. */
export function formatSarif(diagnostics: readonly Diagnostic[]): string {
  const rules = Object.entries(CODES).map(([id, { name, title, severity }]) => ({
    id,
    name,
    shortDescription: { text: title },
    defaultConfiguration: { level: LEVELS[severity] },
  }));
  const results = diagnostics.map((each) => ({
    ruleId: each.code,
    level: LEVELS[each.severity],
    message: { text: each.help === undefined ? each.message : `${each.message}. ${each.help}` },
    locations: [{ physicalLocation: place(each) }],
    relatedLocations: (each.related ?? []).map((related) => ({
      physicalLocation: place(related),
      message: { text: related.message },
    })),
  }));
  return JSON.stringify({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'configurable-agents', rules } }, columnKind: 'utf16CodeUnits', results }],
  });
}

function place({ file, line, column, end_line, end_column }: Related): object {
  return {
    artifactLocation: { uri: file.replaceAll('\\', '/') },
    region: { startLine: line, startColumn: column, endLine: end_line, endColumn: end_column },
  };
}
