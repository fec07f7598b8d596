import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brokenSentences, importsOf, layerOf, readLayers, undeclared } from './support/imports.ts';
import type { SourceFile } from './support/imports.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

function sources(pattern: string): readonly SourceFile[] {
  return globSync(pattern, { cwd: root })
    .filter((path) => !path.includes('node_modules') && !path.endsWith('.d.ts'))
    .toSorted()
    .map((path) => ({ path, text: read(path) }));
}

const packages = ['packages/*', 'packages/plugins/*', 'packages/server/*'].flatMap((pattern) =>
  globSync(`${pattern}/package.json`, { cwd: root }).map((path) => path.replace('/package.json', '')),
);
const files = packages.flatMap((folder) => sources(`${folder}/src/**/*.ts`));
const layers = readLayers(read('ARCHITECTURE.md'));

describe('architecture', () => {
  it('has a table with every package in it', () => {
    assert.deepEqual(
      layers.map(({ name }) => name),
      [
        'plugin-sdk',
        'plugin-sdk/kit',
        'core/pattern',
        'core/expression',
        'core/graph',
        'core/schedule',
        'core/admit',
        'core/redact',
        'core',
        'compiler',
        'plugins',
        'plugins/echo',
        'plugins/ai-sdk',
        'plugins/code',
        'plugins/google',
        'plugins/openai',
        'plugins/anthropic',
        'plugins/openai-compatible',
        'plugins/ollama',
        'plugins/local',
        'plugins/otel',
        'server',
        'client',
      ],
    );
    for (const folder of packages) assert.ok(layerOf(layers, `${folder}/src/index.ts`), `${folder} is in no layer`);
    assert.ok(files.length > 50, `only ${files.length} source files were found`);
  });

  it('imports only what the table allows', () => {
    assert.deepEqual(brokenSentences(layers, files), []);
  });

  it('declares what it imports', () => {
    const missing = packages.flatMap((folder) =>
      undeclared(join(root, folder, 'package.json'), sources(`${folder}/src/**/*.ts`)),
    );
    assert.deepEqual(missing, []);
  });

  it('exports by name only', () => {
    const byDefault = files.filter(({ text }) => /^export\s+(default\b|\{[^}]*\bas default\b)/m.test(text));
    assert.deepEqual(
      byDefault.map(({ path }) => path),
      [],
    );
  });

  it('lets no relative import leave its package', () => {
    const packageFolder = (path: string): string | undefined =>
      packages.toSorted((a, b) => b.length - a.length).find((folder) => path.startsWith(`${folder}/`));
    const leaving = files.flatMap(({ path, text }) =>
      importsOf(text)
        .filter(({ specifier }) => specifier.startsWith('.'))
        .filter(({ specifier }) => packageFolder(join(path, '..', specifier)) !== packageFolder(path))
        .map(({ specifier }) => `${path} imports ${specifier}`),
    );
    assert.deepEqual(leaving, []);
  });

  it('keeps the examples to built-in modules', () => {
    const foreign = sources('examples/**/*.mjs').flatMap(({ path, text }) =>
      importsOf(text)
        .filter(({ specifier }) => !specifier.startsWith('node:'))
        .map(({ specifier }) => `${path} imports ${specifier}`),
    );
    assert.deepEqual(foreign, []);
  });

  describe('the check itself', () => {
    const breaks = (path: string, text: string): readonly string[] => brokenSentences(layers, [{ path, text }]);

    it('finds an import of each forbidden kind', () => {
      const forbidden: readonly (readonly [string, string])[] = [
        ['packages/core/src/runtime/x.ts', "import { compile } from '@configurable-agents/compiler';"],
        ['packages/core/src/graph/x.ts', "import { advance } from '../engine/advance.ts';"],
        ['packages/core/src/expression/x.ts', "import type { Runtime } from '../runtime/api.ts';"],
        ['packages/compiler/src/x.ts', "import { createRuntime } from '@configurable-agents/core';"],
        ['packages/compiler/src/x.ts', "import { definePlugin } from '@configurable-agents/plugin-sdk';"],
        ['packages/server/src/x.ts', "import { Lexer } from 'chevrotain';"],
        ['packages/server/src/x.ts', "const { plugin } = await import('@configurable-agents/plugin-echo');"],
        ['packages/plugins/echo/src/x.ts', "import { createRuntime } from '@configurable-agents/core';"],
        ['packages/plugins/sdk/src/x.ts', "import { Ajv } from 'ajv';"],
        ['packages/core/src/store/x.ts', "import { join } from 'path';"],
      ];
      for (const [path, text] of forbidden) assert.equal(breaks(path, text).length, 1, `${path}: ${text}`);
    });

    it('names the sentence, the file and the line', () => {
      const [sentence = ''] = breaks('packages/plugins/http/src/x.ts', "\nimport { Pool } from 'undici';");
      assert.equal(
        sentence,
        'A plugin knows the SDK and nothing else of the product. packages/plugins/http/src/x.ts:2 imports undici.',
      );
    });

    it('lets types pass where only types may', () => {
      const text = "import type {\n  PluginManifest,\n} from '@configurable-agents/plugin-sdk';";
      assert.deepEqual(breaks('packages/compiler/src/x.ts', text), []);
    });

    it('reads no import out of a comment', () => {
      const text = "/**\n * import { x } from 'chevrotain';\n */\n// import('chevrotain')\nexport const x = 1;";
      assert.deepEqual(breaks('packages/core/src/x.ts', text), []);
    });
  });
});
