import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { compile } from '@configurable-agents/compiler';
import type { CompileResult } from '@configurable-agents/compiler';
import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import { eventSchemasOf } from '../../src/config/event-schemas.ts';
import { ownManifests } from '../../src/config/plugins.ts';

const TYPES = { types: { paid: { type: 'object', properties: { id: { $ref: '#/$defs/id' } }, required: ['id'] } } };
const FILE = { ...TYPES, $defs: { id: { type: 'string' } } };

describe("the file of a plugin's event types", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'configurable-agents-events-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function manifest(name: string): PluginManifest {
    const event = { event: true, eventTypes: ['paid'], maxBodyBytes: 1000, ackStatus: 202 } as const;
    const eventSchemas = pathToFileURL(join(folder, name)).href;
    const empty = { secrets: {}, capabilities: { net: [] }, actions: {}, providers: {}, trackers: {} };
    return { name: 'acme', version: '1.0.0', sdk: '^1', ...empty, triggers: { acme: { ...event, eventSchemas } } };
  }

  function compiled(name: string, uses = 'acme, events: [paid]'): CompileResult {
    const plugins = [...ownManifests(), manifest(name)];
    const text = `state: { properties: { id: { type: string } } }\ntriggers:\n  - { uses: ${uses}, inputs: { id: '{event.idd}' } }\nnodes:\n  - { name: a, uses: set, with: { x: '{id}' } }\n`;
    return compile(text, { file: 'w.yaml', plugins, eventSchemas: eventSchemasOf(plugins) });
  }

  it('is JSON, plain or compressed', () => {
    writeFileSync(join(folder, 'e.json'), JSON.stringify(FILE));
    writeFileSync(join(folder, 'e.json.br'), brotliCompressSync(JSON.stringify(FILE)));
    for (const name of ['e.json', 'e.json.br']) {
      assert.deepEqual(
        compiled(name).diagnostics.map(({ code, help }) => `${code} ${help ?? ''}`),
        ['W203 did you mean `id`?; write `{{` for a brace that is text'],
      );
    }
  });

  it('is not opened for a workflow that does not name its trigger', () => {
    assert.deepEqual(compiled('not-there.json', 'generic').ok, true);
  });

  it('is an error with its place where it is missing, broken or too large', () => {
    const bomb = brotliCompressSync(Buffer.alloc(33 * 1024 * 1024, 0x20), {
      params: { [constants.BROTLI_PARAM_QUALITY]: 1 },
    });
    for (const [name, content, why] of [
      ['none.json', undefined, /ENOENT/],
      ['text.json', 'no JSON', /Unexpected token/],
      ['list.json', '[]', /must be an object `\{"types"/],
      ['types.json', '{"types":{"paid":1}}', /must be an object `\{"types"/],
      ['defs.json', '{"types":{},"$defs":[]}', /must be an object `\{"types"/],
      ['plain.json.br', '{"types":{}}', /cannot be read from/],
      ['bomb.json.br', bomb, /cannot be read from/],
    ] as const) {
      if (content !== undefined) writeFileSync(join(folder, name), content);
      assert.throws(
        () => compiled(name),
        (error: Error & { code?: string }) => {
          assert.equal(error.code, 'PLUGIN_INVALID');
          assert.match(
            error.message,
            /^the event types of the trigger `acme` cannot be read from file:\/\/.*; install/,
          );
          assert.match(error.message, why);
          return true;
        },
      );
    }
  });
});
