// A plugin's section of the configuration is held against the plugin's own schema, and gets its defaults.
import assert from 'node:assert/strict';
import type { PluginSource, Runtime } from '@configurable-agents/core';
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import { graph } from '../support/graph.ts';
import { closeAll, open, runToEnd } from '../support/runtime.ts';
import { written } from '../support/written.ts';

type Schema = { readonly [key: string]: unknown };

const REGION: Schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    region: { type: 'string', enum: ['eu', 'us'], default: 'eu' },
    limits: { properties: { n: { type: 'integer' } } },
  },
};

function acme(schema: Schema, more = ''): PluginSource {
  return written(`export const plugin = {
    name: 'acme', version: '1.0.0', sdk: '^1', config: ${JSON.stringify(schema)}, secrets: { key: { env: 'ACME_KEY', optional: true } },
    actions: { show: { input: true, output: true, effects: 'read', idempotent: true, run: ({ context }) => context.config } },
    ${more}
  };`);
}

const configured = async (source: PluginSource, config: { readonly [name: string]: JsonObject }): Promise<Runtime> =>
  await open({ plugins: [source], config });
const shown = async (runtime: Runtime): Promise<unknown> =>
  (await runToEnd(runtime, graph('a', { a: { uses: 'acme.show' } }))).result;

describe('the configuration of a plugin', function () {
  this.timeout(30_000);
  afterEach(closeAll);

  it('has the defaults of its schema, also where the file says nothing', async () => {
    assert.deepEqual(await shown(await configured(acme(REGION), {})), { region: 'eu' });
    assert.deepEqual(await shown(await configured(acme(REGION), { acme: { region: 'us' } })), { region: 'us' });
  });

  it('may have the keys that the host reads', async () => {
    assert.deepEqual(await shown(await configured(acme(REGION), { acme: { key_env: 'OTHER_KEY' } })), {
      region: 'eu',
      key_env: 'OTHER_KEY',
    });
  });

  it('is refused with the section and the path of what is wrong', async () => {
    for (const [given, message, path] of [
      [
        { region: 'mars' },
        /^actions\.acme of the configuration .* `acme`: \/region must be equal to one of/,
        '/region',
      ],
      [{ limits: { n: 1.5 } }, /\/limits\/n must be integer/, '/limits/n'],
      [{ regoin: 'eu' }, /\/regoin is not known to it; did you mean `region`\?/, '/regoin'],
    ] as const) {
      await assert.rejects(
        configured(acme(REGION), { acme: given }),
        (error: Error & { readonly details?: object }) => {
          assert.match(error.message, message);
          assert.deepEqual(error.details, { section: 'actions.acme', path });
          return 'code' in error && error.code === 'PLUGIN_CONFIG_INVALID';
        },
      );
    }
  });

  it('is asked for where the schema requires something', async () => {
    const source = acme({ ...REGION, required: ['region'], properties: { region: { type: 'string' } } });
    await assert.rejects(configured(source, {}), {
      code: 'PLUGIN_CONFIG_INVALID',
      message: /must have required property 'region'/,
    });
    const runtime = await open({ plugins: [] });
    await assert.rejects(runtime.plugins.replace([source]), { code: 'PLUGIN_CONFIG_INVALID' });
  });

  it('is held against the schema for a tracker too, by its own name', async () => {
    const source = acme(REGION, 'trackers: { lines: { record() {} } }');
    const config = { 'acme.lines': { all_runs: true, max_lag: 10 } };
    assert.deepEqual(await shown(await configured(source, config)), { region: 'eu' });
    await assert.rejects(configured(source, { 'acme.lines': { region: 1 } }), {
      code: 'PLUGIN_CONFIG_INVALID',
      message: /^trackers\.acme\.lines of the configuration/,
    });
  });

  it('is refused where the schema itself cannot be used', async () => {
    await assert.rejects(configured(acme({ $ref: '#/$defs/nowhere' }), {}), {
      code: 'PLUGIN_INVALID',
      message: /\/config cannot be used/,
    });
  });
});
