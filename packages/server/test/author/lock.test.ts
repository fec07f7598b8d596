// The lock file of a new plugin, by where the command comes from.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { closureOf, movedEntries } from '../../src/author/create/lock.ts';
import type { LockEntries } from '../../src/author/create/lock.ts';
import type { Origin } from '../../src/author/create/origin.ts';
import { projectFiles } from '../../src/author/create/project.ts';

const SERVER = join(import.meta.dirname, '..', '..');
const read = (path: string): string => readFileSync(join(SERVER, path), 'utf8');
const SDK = '@configurable-agents/plugin-sdk';
const NAME = '@configurable-agents/server';

const entries: LockEntries = {
  [`node_modules/${SDK}`]: { version: '2.0.0', dependencies: { typebox: '1.4.3' } },
  [`node_modules/${NAME}`]: {
    version: '2.0.0',
    dependencies: { koa: '3', ajv: '8' },
    peerDependencies: { ngrok: '1', tls: '1' },
    peerDependenciesMeta: { ngrok: { optional: true } },
  },
  'node_modules/typebox': { version: '1.4.3' },
  'node_modules/koa': { version: '3.0.0', dependencies: { depd: '1', koa: '3' } },
  'node_modules/koa/node_modules/depd': { version: '1.0.0', dependencies: { once: '1' } },
  'node_modules/depd': { version: '2.0.0' },
  'node_modules/once': { version: '1.0.0' },
  'node_modules/ajv': { version: '8.0.0' },
  'node_modules/ngrok': { version: '1.0.0' },
  'node_modules/tls': { version: '1.0.0' },
  'node_modules/other': { version: '1.0.0' },
};

type Json = { readonly [key: string]: unknown };
type Packages = { readonly [path: string]: Json };

function made(
  origin: Origin,
  linked = {},
): { readonly json: Json; readonly packages: Packages; readonly test: string } {
  const files = projectFiles({
    name: 'acme',
    dir: '/home/ada/acme',
    origin,
    files: ['package.template.json', 'tsconfig.json'].map((path) => ({ path, text: read(`template/common/${path}`) })),
    tools: { 'node_modules/typescript': { version: '7.0.2' }, 'node_modules/@types/node': { version: '24.0.0' } },
    linked,
  });
  const textOf = (name: string): string => files.find(({ path }) => path === name)?.text ?? '';
  const json = JSON.parse(textOf('package.json')) as Json & { readonly scripts: { readonly test: string } };
  const { packages } = JSON.parse(textOf('package-lock.json')) as { readonly packages: Packages };
  return { json, packages, test: json.scripts.test };
}

describe('the lock file of a new plugin', () => {
  it('has what the packages need, where Node finds it, and nothing else', () => {
    assert.deepEqual(
      Object.keys(closureOf(entries, [SDK, NAME])).toSorted(),
      [
        `node_modules/${SDK}`,
        `node_modules/${NAME}`,
        'node_modules/ajv',
        'node_modules/koa',
        'node_modules/koa/node_modules/depd',
        'node_modules/once',
        'node_modules/tls',
        'node_modules/typebox',
      ].toSorted(),
    );
  });

  it('asks for nothing optional that is not there, such as code for another machine', () => {
    const fast = { optionalDependencies: { here: '1', 'on-windows': '1' } };
    const known = { 'node_modules/fast': fast, 'node_modules/here': { version: '1.0.0' } };
    assert.deepEqual(closureOf(known, ['fast']), {
      ...known,
      'node_modules/fast': { optionalDependencies: { here: '1' } },
    });
  });

  it('names tarballs as they are seen from its folder', () => {
    const from = {
      [`node_modules/${SDK}`]: { resolved: 'file:../sdk.tgz' },
      'node_modules/a': { resolved: 'https://r/a' },
    };
    assert.deepEqual(movedEntries(from, { from: '/srv/app', to: '/home/ada/acme' }), {
      [`node_modules/${SDK}`]: { resolved: 'file:../../../srv/sdk.tgz' },
      'node_modules/a': { resolved: 'https://r/a' },
    });
  });

  it('of an installed release has its versions, and what npm knows of them', () => {
    const { json, packages } = made({ kind: 'installed', version: '2.0.0', root: '/srv/app', entries });
    assert.deepEqual(json['devDependencies'], {
      '@types/node': '24.0.0',
      [SDK]: '2.0.0',
      [NAME]: '2.0.0',
      typescript: '7.0.2',
    });
    assert.deepEqual(json['peerDependencies'], { [SDK]: '^2.0.0' });
    assert.deepEqual(packages[`node_modules/${SDK}`], { ...entries[`node_modules/${SDK}`], dev: true });
    assert.ok(Object.hasOwn(packages, 'node_modules/koa/node_modules/depd'));
    assert.ok(!Object.hasOwn(packages, 'node_modules/other'));
    assert.deepEqual(packages['']?.['devDependencies'], json['devDependencies']);
  });

  it('of a release for the whole machine names the SDK; the command is on the PATH', () => {
    const { json, packages } = made({ kind: 'global', version: '2.0.0' });
    assert.deepEqual(Object.keys(json['devDependencies'] as Json), [SDK, '@types/node', 'typescript']);
    assert.equal(packages[`node_modules/${SDK}`]?.['version'], '2.0.0');
  });

  it('of a checkout links; where that is not built, Node and tsc are told to read its sources', () => {
    const linked = { [SDK]: { version: '0.1.0' }, [NAME]: { version: '0.1.0' } };
    const checkout = { kind: 'checkout', sdk: '/src/sdk', server: '/src/server' } as const;
    const source = made({ ...checkout, isSource: true }, linked);
    assert.equal(source.test, 'node --conditions=@configurable-agents/source --test "test/**/*.test.ts"');
    assert.deepEqual(source.packages[`node_modules/${SDK}`], { resolved: '../../../src/sdk', link: true });
    assert.equal(made({ ...checkout, isSource: false }, linked).test, 'node --test "test/**/*.test.ts"');
  });

  it('has the tools in the versions of the repository, so that they are in the cache of whoever installed it', () => {
    const { packages } = JSON.parse(readFileSync(join(SERVER, '..', '..', 'package-lock.json'), 'utf8')) as {
      readonly packages: Packages;
    };
    const tools = Object.keys(packages).filter((path) =>
      /^node_modules\/(?:typescript|@typescript\/typescript-[\w-]+|@types\/node|undici-types)$/.test(path),
    );
    assert.ok(tools.length > 3);
    const expected = Object.fromEntries(tools.map((path) => [path, packages[path]]));
    assert.deepEqual(JSON.parse(read('template/lock.json')), expected);
  });
});
