// The example of a plugin from outside, from source; `npm run check:pack` builds and tests it from what is packed, and runs it.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { compile } from '@configurable-agents/compiler';
import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import { firstPartyManifests } from './support/manifests.ts';
import { readText, ROOT } from './support/markdown.ts';
import { CONDITIONS } from './support/server.ts';

const FOLDER = 'examples/plugin-acme';

type Lock = { readonly packages: { readonly [path: string]: { readonly [key: string]: unknown } } };

describe('examples/plugin-acme', () => {
  const manifest = JSON.parse(readText(`${FOLDER}/plugin.json`)) as PluginManifest;

  it('contributes one of each kind', () => {
    const { actions, tools = {}, providers, triggers, trackers } = manifest;
    assert.deepEqual(
      [actions, tools, providers, triggers, trackers].map((each) => Object.keys(each)),
      [['acme.track'], ['acme.find_office'], ['acme'], ['acme.parcel'], ['acme']],
    );
    assert.deepEqual(manifest.capabilities, {
      net: ['api.acme.example:443', { fromConfig: '/base_url' }],
      secrets: ['ACME_API_KEY'],
    });
  });

  it('keeps the contract in its own tests', async function () {
    this.timeout(60_000);
    const { NODE_TEST_CONTEXT: _context, ...env } = process.env;
    const args = [...CONDITIONS, '--test', 'test/**/*.test.ts'];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: join(ROOT, FOLDER), env });
    assert.match(stdout, /^(?:ℹ|#) pass [1-9]\d*$/m);
    assert.match(stdout, /^(?:ℹ|#) fail 0$/m);
  });

  it('has a workflow without a finding, which uses action, trigger, provider and tracker', async () => {
    const file = `${FOLDER}/example/workflow.yaml`;
    const plugins = [...(await firstPartyManifests()), manifest];
    const { graph, diagnostics } = compile(readText(file), { file, plugins });
    assert.deepEqual(diagnostics, []);
    const uses = graph?.nodes.flatMap((node) => (node.kind === 'action' ? [node.llm?.provider ?? node.uses] : []));
    assert.deepEqual(uses, ['acme.track', 'acme']);
    assert.deepEqual(
      graph?.triggers.map((trigger) => trigger.uses),
      ['acme.parcel'],
    );
    assert.deepEqual(Object.keys(graph?.observability ?? {}), ['acme']);
  });

  it('locks its tools in the versions of the repository, and the SDK as a tarball', () => {
    const { packages: own } = JSON.parse(readText(`${FOLDER}/package-lock.json`)) as Lock;
    const { packages: ours } = JSON.parse(readText('package-lock.json')) as Lock;
    const { '': root, 'node_modules/@configurable-agents/plugin-sdk': sdk, ...tools } = own;
    for (const [path, { dev: _dev, ...entry }] of Object.entries(tools)) {
      const { dev: _ours, ...expected } = ours[path] ?? {};
      assert.deepEqual(entry, expected, path);
    }
    const { version, dependencies } = JSON.parse(readText('packages/plugins/sdk/package.json')) as {
      readonly [key: string]: unknown;
    };
    assert.deepEqual([sdk?.['version'], sdk?.['dependencies']], [version, dependencies]);
    assert.equal(sdk?.['resolved'], 'file:vendor/configurable-agents-plugin-sdk.tgz');
    const json = JSON.parse(readText(`${FOLDER}/package.json`)) as { readonly [key: string]: unknown };
    assert.deepEqual(root?.['devDependencies'], json['devDependencies']);
  });
});
