import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { compile, formatHuman } from '@configurable-agents/compiler';
import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import { eventSchemasOf } from '../packages/server/src/config/event-schemas.ts';
import { readConfig } from '../packages/server/src/config/file.ts';
import { fragmentOf } from './support/fragments.ts';
import type { Fragment } from './support/fragments.ts';
import { firstPartyManifests } from './support/manifests.ts';
import { codeBlocks, markdownFiles, readText, relativeLinks, ROOT } from './support/markdown.ts';

/** Pages whose YAML shows what is wrong. */
const MISTAKES = /^docs\/diagnostics\//;

function isWorkflow({ fragment }: { readonly fragment: Fragment | undefined }): boolean {
  return fragment?.kind === 'workflow';
}

describe('documentation', () => {
  let manifests: readonly PluginManifest[];
  before(async () => {
    // Pages show what a plugin from outside offers, too.
    const acme = JSON.parse(readText('examples/plugin-acme/plugin.json')) as PluginManifest;
    manifests = [...(await firstPartyManifests()), acme];
  });

  describe('links', () => {
    for (const file of markdownFiles()) {
      const links = relativeLinks(readText(file));
      if (links.length === 0) continue;
      it(`of ${file} lead to files`, () => {
        const dead = links.filter((link) => !existsSync(join(ROOT, dirname(file), link)));
        assert.deepEqual(dead, []);
      });
    }
  });

  it('names tests that are there, in the pages on control flow, on faults and on security', () => {
    const named = [
      ...[...readText('docs/semantics.md').matchAll(/\(`([^`]+)`: ([^)]+)\)/g)].map(([, file, name]) => ({
        file,
        name,
      })),
      ...['docs/reliability.md', 'docs/plugin-security.md', 'docs/SECURITY_GUIDE.md'].flatMap((page) =>
        [...readText(page).matchAll(/[|(]\s*`([^`]+(?:\.test|\/faults)\.ts)`: ([^|)]+?)\s*[|)]/g)].map(
          ([, file, name]) => ({
            file,
            name,
          }),
        ),
      ),
      ...[...readText('docs/control-flow.md').matchAll(/\]\(\.\.\/(examples[^)]+)\): ([^|]+?) *\|/g)].map(
        ([, file, name]) => ({ file, name }),
      ),
    ];
    assert.ok(named.length > 40, `${named.length} tests are named`);
    const missing = named.filter(({ file = '', name = '' }) => {
      const text = readText(file);
      const title = name.replaceAll(/\s+/g, ' ');
      return (
        !text.includes(`'${title}'`) &&
        !new RegExp(`name: ${title.replaceAll(/[()]/g, String.raw`\\$&`)}\\b`).test(text)
      );
    });
    assert.deepEqual(missing, []);
  });

  it('names a test for every attack of the security guide', () => {
    const [, table = ''] = readText('docs/SECURITY_GUIDE.md').split('\n## Attacks\n');
    const rows = (table.split('\n## ')[0] ?? '')
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .slice(2);
    assert.ok(rows.length > 40, `${rows.length} rows`);
    const without = rows.filter((row) => !/\| `[^`]+\.test\.ts`: [^|]+ +\|$/.test(row));
    assert.deepEqual(without, []);
  });

  describe('YAML', () => {
    const pages = markdownFiles().filter((file) => !MISTAKES.test(file));
    const blocks = pages.flatMap((file) =>
      codeBlocks(readText(file))
        // Files of other programs are for ci-snippets.test.ts.
        .filter(({ language, info }) => (language === 'yaml' || language === 'yml') && !info.startsWith('ci'))
        .map(({ line, text }) => ({ place: `${file}:${line}`, text, fragment: fragmentOf(text) })),
    );
    const [workflows, others] = [blocks.filter(isWorkflow), blocks.filter((block) => !isWorkflow(block))];

    it('is shown in the README, in the pages and in those of the plugins', () => {
      for (const start of ['README.md:', 'docs/', 'packages/plugins/'])
        assert.ok(
          workflows.some(({ place }) => place.startsWith(start)),
          start,
        );
    });

    it('is a workflow, a part of one, a configuration or a payload', () => {
      assert.deepEqual(
        others.filter(({ fragment }) => fragment === undefined).map(({ place }) => place),
        [],
      );
    });

    for (const { place, fragment } of workflows) {
      it(`at ${place} compiles`, () => {
        const text = fragment?.kind === 'workflow' ? fragment.text : '';
        const { diagnostics } = compile(text, {
          file: place,
          plugins: manifests,
          provider: 'echo',
          eventSchemas: eventSchemasOf(manifests),
        });
        const sources = new Map([[place, text]]);
        assert.deepEqual(diagnostics, [], formatHuman(diagnostics, { sources, color: false }));
      });
    }

    for (const { place, fragment } of others) {
      if (fragment?.kind !== 'configuration') continue;
      it(`at ${place} is a configuration that the server reads`, () => {
        const folder = mkdtempSync(join(tmpdir(), 'docs-'));
        const file = join(folder, 'configurable-agents.yaml');
        try {
          writeFileSync(file, fragment.text);
          assert.equal(typeof readConfig(file).config, 'object');
        } finally {
          rmSync(folder, { recursive: true });
        }
      });
    }
  });

  it('lists in docs/facts.md exactly the kinds of the Fact type', () => {
    const listed = [...readText('docs/facts.md').matchAll(/^\| `([a-z_]+\.[a-z_]+)`/gm)].map(([, kind]) => kind);
    const typed = [...readText('packages/core/src/engine/fact.ts').matchAll(/\bOf<\s*'([^']+)'/g)].map(
      ([, kind]) => kind,
    );
    assert.ok(typed.length > 5, 'no kinds were found in fact.ts');
    assert.deepEqual(listed, typed);
  });

  it('lists every decision record once', () => {
    const index = readText('docs/decisions/README.md');
    const records = markdownFiles().filter((file) => /^docs\/decisions\/\d{4}-/.test(file));
    assert.deepEqual(
      relativeLinks(index),
      records.map((file) => file.replace('docs/decisions/', '')),
    );
    for (const [i, file] of records.entries()) {
      const number = String(i + 1).padStart(4, '0');
      const title = /^# (\d{4}) (.+)$/m.exec(readText(file));
      assert.equal(title?.[1], number, file);
      assert.ok(index.includes(`[${title?.[2] ?? ''}]`), `the index spells the title of ${file} differently`);
    }
  });

  it('names every script of package.json that a contributor runs', () => {
    const { scripts } = JSON.parse(readText('package.json')) as {
      readonly scripts: { readonly [name: string]: string };
    };
    const text = readText('CONTRIBUTING.md');
    const named = [...text.matchAll(/(?:^|`)npm (?:run )?([a-z:]+)/gm)].map(([, name = '']) => name);
    assert.deepEqual(
      named.filter((name) => name !== 'ci' && !Object.hasOwn(scripts, name)),
      [],
    );
    assert.ok(named.length >= 10);
  });
});
