import { CODES } from '../codes.ts';
import type { Diagnostic, Fix, Related } from '../diagnostic.ts';
import { REASONS } from '../explain/reasons.ts';
import { fingerprints } from '../fingerprint.ts';

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

/** GitHub refuses a file with more results than this. */
const MOST_RESULTS = 25_000;

export type SarifOptions = {
  /** Texts of the files: fixes and fingerprints are made of them. */
  readonly sources: ReadonlyMap<string, string>;
  /** Version of the tool. */
  readonly version?: string;
};

/**
 * SARIF 2.1.0, https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html, as GitHub's code scanning reads it: every rule is
 * listed, columns are UTF-16 units and said to be, paths are relative URIs, and a fingerprint keeps a finding one finding when
 * lines are added above it.
 */
export function formatSarif(diagnostics: readonly Diagnostic[], { sources, version }: SarifOptions): string {
  const ids = Object.keys(CODES);
  const marks = fingerprintsOf(diagnostics, sources);
  const results = diagnostics.slice(0, MOST_RESULTS).map((each) => ({
    ruleId: each.code,
    ruleIndex: ids.indexOf(each.code),
    level: LEVELS[each.severity],
    message: { text: each.help === undefined ? each.message : `${each.message}. ${each.help}` },
    locations: [{ physicalLocation: place(each) }],
    relatedLocations: (each.related ?? []).map((related, id) => ({
      id,
      physicalLocation: place(related),
      message: { text: related.message },
    })),
    ...(marks.has(each) ? { partialFingerprints: { 'configurableAgents/v1': marks.get(each) } } : {}),
    ...(each.fixes === undefined ? {} : { fixes: each.fixes.map((fix) => fixOf(fix, each.file)) }),
  }));
  return JSON.stringify({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'configurable-agents', ...(version === undefined ? {} : { version }), rules: rules() },
        },
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  });
}

function rules(): readonly object[] {
  return Object.entries(CODES).map(([id, { name, title, severity }]) => ({
    id,
    name,
    shortDescription: { text: title },
    fullDescription: { text: REASONS[id as keyof typeof CODES] },
    help: {
      text: `${title} ${REASONS[id as keyof typeof CODES]}`,
      markdown: `**${title}** ${REASONS[id as keyof typeof CODES]}\n\n\`configurable-agents explain ${id}\` shows a bad and a good example.`,
    },
    defaultConfiguration: { level: LEVELS[severity] },
  }));
}

/** Several findings may have one fingerprint; SARIF wants them told apart, in their order. */
function fingerprintsOf(
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, string>,
): ReadonlyMap<Diagnostic, string> {
  const marks = new Map<Diagnostic, string>();
  for (const [file, text] of sources) {
    const own = diagnostics.filter((each) => each.file === file);
    const seen = new Map<string, number>();
    for (const [i, mark] of (own.length === 0 ? [] : fingerprints(own, text)).entries()) {
      const count = (seen.get(mark) ?? 0) + 1;
      seen.set(mark, count);
      const finding = own[i];
      if (finding !== undefined) marks.set(finding, `${mark}:${count}`);
    }
  }
  return marks;
}

function fixOf({ title, edits }: Fix, file: string): object {
  const replacements = edits.map(({ start, end, text }) => ({
    deletedRegion: { charOffset: start, charLength: end - start },
    insertedContent: { text },
  }));
  return { description: { text: title }, artifactChanges: [{ artifactLocation: { uri: uriOf(file) }, replacements }] };
}

function place({ file, line, column, end_line, end_column }: Related): object {
  return {
    artifactLocation: { uri: uriOf(file) },
    region: { startLine: line, startColumn: column, endLine: end_line, endColumn: end_column },
  };
}

/** A relative reference: forward slashes, and what a URI cannot hold written as such. */
function uriOf(file: string): string {
  return file
    .replaceAll('\\', '/')
    .split('/')
    .map((step) => encodeURIComponent(step))
    .join('/');
}
