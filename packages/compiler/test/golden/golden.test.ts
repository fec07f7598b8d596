// One folder, one mistake: workflow.yaml and exactly what a user sees of it. UPDATE_GOLDEN=1 rewrites; read the diff.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { toDot, toMermaid } from '@configurable-agents/core/drawing';
import { CODES, compile, formatHuman } from '@configurable-agents/compiler';
import type { CompileOptions, PriceRange } from '@configurable-agents/compiler';
import { PLUGINS } from '../support/plugins.ts';

const HERE = new URL('.', import.meta.url);
const isUpdate = process.env['UPDATE_GOLDEN'] === '1';

function foldersOf(kind: string): readonly string[] {
  return readdirSync(new URL(`${kind}/`, HERE)).toSorted((a, b) => (a < b ? -1 : 1));
}

function read(path: string): string {
  return readFileSync(new URL(path, HERE), 'utf8');
}

/** What a folder's workflows are compiled with, where a finding depends on it. */
function optionsOf(folder: string): Pick<CompileOptions, 'limits' | 'prices'> {
  const path = `diagnostics/${folder}/options.json`;
  if (!existsSync(new URL(path, HERE))) return {};
  const { prices, ...options } = JSON.parse(read(path)) as Pick<CompileOptions, 'limits'> & { readonly prices?: Prices };
  return { ...options, ...(prices === undefined ? {} : { prices: (provider, model) => prices[`${provider}/${model}`] }) };
}

type Prices = { readonly [model: string]: PriceRange };

/** Compares with the kept text, or keeps it. */
function compare(path: string, actual: string): void {
  if (isUpdate) writeFileSync(new URL(path, HERE), actual);
  assert.ok(existsSync(new URL(path, HERE)), `${path} is missing; run with UPDATE_GOLDEN=1`);
  assert.equal(actual, read(path));
}

describe('golden diagnostics', () => {
  for (const folder of foldersOf('diagnostics')) {
    it(folder, () => {
      const text = read(`diagnostics/${folder}/workflow.yaml`);
      const { diagnostics } = compile(text, { file: 'workflow.yaml', plugins: PLUGINS, workflow: () => undefined, ...optionsOf(folder) });
      const [code] = folder.split('-');
      assert.ok(diagnostics.some((each) => each.code === code), 'the folder shows its code');
      // Of hundreds of findings the first ones and the last one show enough.
      const few = diagnostics.length > 20 ? [...diagnostics.slice(0, 2), ...diagnostics.slice(-1)] : diagnostics;
      const shown = formatHuman(few, { sources: new Map([['workflow.yaml', text]]), color: false });
      // A line of a thousand brackets helps no reader of this file.
      compare(`diagnostics/${folder}/expected.txt`, shown.replaceAll(/\[{100,}\]{100,}/g, '[…]').replaceAll(/ {100,}/g, ' … '));
    });
  }

  for (const folder of foldersOf('diagnostics')) {
    it(`${folder} is mended in its twin, which has no finding`, () => {
      const text = read(`diagnostics/${folder}/ok.yaml`);
      assert.deepEqual(compile(text, { file: 'workflow.yaml', plugins: PLUGINS, ...optionsOf(folder) }).diagnostics, []);
      assert.notEqual(text, read(`diagnostics/${folder}/workflow.yaml`));
    });
  }

  it('there is a folder for every code, named by it', () => {
    const folders = foldersOf('diagnostics');
    assert.deepEqual(folders, Object.entries(CODES).map(([code, { name }]) => `${code}-${name}`));
  });
});

describe('golden graphs', () => {
  for (const folder of foldersOf('graphs')) {
    it(folder, () => {
      const text = read(`graphs/${folder}/workflow.yaml`);
      const { graph, diagnostics } = compile(text, { file: 'workflow.yaml', plugins: PLUGINS });
      assert.deepEqual(diagnostics, []);
      assert.deepEqual(JSON.parse(JSON.stringify(graph)), graph, 'a graph is JSON');
      compare(`graphs/${folder}/graph.json`, `${JSON.stringify(graph, null, 2)}\n`);
      if (graph === undefined) return;
      compare(`graphs/${folder}/graph.mmd`, toMermaid(graph));
      compare(`graphs/${folder}/graph.dot`, toDot(graph));
    });
  }
});
