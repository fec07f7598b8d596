import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compile, formatHuman } from '@configurable-agents/compiler';
import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import { eventSchemasOf } from '../packages/server/src/config/event-schemas.ts';
import { firstPartyManifests } from './support/manifests.ts';
import { codeBlocks, markdownFiles, readText, relativeLinks, ROOT } from './support/markdown.ts';

/** Pages whose YAML shows what is wrong. */
const MISTAKES = /^docs\/diagnostics\//;

describe('documentation', () => {
  let manifests: readonly PluginManifest[];
  before(async () => {
    manifests = await firstPartyManifests();
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

  it('names of tests that show a rule stand in the tests that the links lead to', () => {
    for (const page of ['docs/semantics.md', 'docs/control-flow.md']) {
      const links = [...readText(page).matchAll(/\[([^\]]+)\]\(\.\.\/([^)]+\.test\.ts)\)/g)];
      assert.ok(links.length > 15, page);
      const dead = links.filter(
        ([, name = '', file = '']) => !['`', "'", ': {'].some((end) => readText(file).includes(`${name}${end}`)),
      );
      assert.deepEqual(
        dead.map(([link]) => link),
        [],
        page,
      );
    }
  });

  describe('workflows', () => {
    const pages = markdownFiles().filter((file) => !MISTAKES.test(file));
    const workflows = pages.flatMap((file) =>
      codeBlocks(readText(file))
        .filter(({ language, text }) => language === 'yaml' && /^nodes:/m.test(text))
        .map((block) => ({ ...block, file })),
    );

    it('are shown in the README and in the pages', () => {
      assert.ok(workflows.some(({ file }) => file === 'README.md'));
      assert.ok(workflows.some(({ file }) => file.startsWith('docs/')));
    });

    for (const { file, line, text } of workflows) {
      it(`at ${file}:${line} compile`, () => {
        const { diagnostics } = compile(text, {
          file: `${file}:${line}`,
          plugins: manifests,
          provider: 'echo',
          eventSchemas: eventSchemasOf(manifests),
        });
        const sources = new Map([[`${file}:${line}`, text]]);
        assert.deepEqual(diagnostics, [], formatHuman(diagnostics, { sources, color: false }));
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
