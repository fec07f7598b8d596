// What an editor shows is what `validate --format json` prints, for every code of the catalogue.
import assert from 'node:assert/strict';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Diagnostic, Limits, PriceRange } from '@configurable-agents/compiler';
import { run } from '../support/cli.ts';
import { openEditor, stopEditors } from '../support/editor.ts';
import type { Shown } from '../support/editor.ts';

const GOLDEN = fileURLToPath(new URL('../../../compiler/test/golden/diagnostics/', import.meta.url));
const SEVERITIES = { error: 1, warning: 2, info: 3 } as const;

/** What the command says, in the words of the protocol. */
function asShown({
  code,
  severity,
  message,
  help,
  line,
  column,
  end_line: endLine,
  end_column: endColumn,
  related = [],
}: Diagnostic): unknown {
  return {
    code,
    severity: SEVERITIES[severity],
    message: help === undefined ? message : `${message}\n${help}`,
    range: { start: { line: line - 1, character: column - 1 }, end: { line: endLine - 1, character: endColumn - 1 } },
    related: related.map((each) => each.message),
  };
}

function asSaid({ code, severity, message, range, relatedInformation = [] }: Shown): unknown {
  return { code, severity, message, range, related: relatedInformation.map((each) => each.message) };
}

type Kept = {
  readonly limits?: Limits;
  readonly prices?: { readonly [model: string]: PriceRange };
};

function keptOf(folder: string): Kept {
  const path = join(GOLDEN, folder, 'options.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Kept) : {};
}

/** The same limits for the command and for the server. */
function limitsOf(folder: string): readonly string[] {
  const { llmCalls, wallMs, tokens, costUsd } = keptOf(folder).limits ?? {};
  return [
    ...(llmCalls === undefined ? [] : ['--max-llm-calls', String(llmCalls)]),
    ...(wallMs === undefined ? [] : ['--max-duration', `${wallMs}ms`]),
    ...(tokens === undefined ? [] : ['--max-tokens', String(tokens)]),
    ...(costUsd === undefined ? [] : ['--max-cost', String(costUsd)]),
  ];
}

/** The same prices, as the configuration beside a workflow has them. */
function pricingOf(folder: string): string {
  const models = Object.entries(keptOf(folder).prices ?? {}).map(([name, { input, output }]) => {
    const [provider = '', model = ''] = name.split('/');
    const price = { input_mtok: input.hi, cache_read_mtok: input.lo, output_mtok: output.hi };
    return [provider, { [model]: price }] as const;
  });
  return JSON.stringify({ pricing: Object.fromEntries(models) });
}

describe('the findings of an editor', function () {
  this.timeout(120_000);
  let cwd = '';
  const folders = readdirSync(GOLDEN).toSorted();

  before(() => {
    cwd = realpathSync(mkdtempSync(join(tmpdir(), 'configurable-agents-golden-')));
    cpSync(GOLDEN, cwd, { recursive: true });
    for (const folder of folders.filter((each) => keptOf(each).prices !== undefined))
      writeFileSync(join(cwd, folder, 'configurable-agents.yaml'), pricingOf(folder));
  });
  afterEach(stopEditors);
  after(() => rmSync(cwd, { recursive: true }));

  const compare = async (names: readonly string[], args: readonly string[]): Promise<number> => {
    const { out } = await run(['validate', '--format', 'json', ...args, ...names], { cwd });
    const { diagnostics } = JSON.parse(out) as { readonly diagnostics: readonly Diagnostic[] };
    const editor = await openEditor({ cwd, args });
    for (const name of names) {
      const text = readFileSync(join(cwd, name), 'utf8');
      const shown = await editor.open(pathToFileURL(join(cwd, name)).href, text);
      const expected = diagnostics.filter(({ file }) => file === name).map(asShown);
      assert.deepEqual(shown.diagnostics.map(asSaid), expected, name);
    }
    return diagnostics.length;
  };

  it('are those of the command, for every golden file', async () => {
    const plain = folders.filter((folder) => limitsOf(folder).length === 0);
    const names = plain.flatMap((folder) => [`${folder}/workflow.yaml`, `${folder}/ok.yaml`]);
    assert.ok(names.length > 150, 'the folders are there');
    assert.ok((await compare(names, [])) > 100, 'and show their codes');
  });

  for (const folder of folders.filter((each) => limitsOf(each).length > 0)) {
    it(`are those of the command with its limit: ${folder}`, async () => {
      assert.equal(await compare([`${folder}/workflow.yaml`], limitsOf(folder)), 1);
    });
  }
});
