// `plugins check`: what is right before a plugin is published, and what is not.
import assert from 'node:assert/strict';
import { once } from 'node:events';
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
import { manifestOf } from '@configurable-agents/plugin-sdk';
import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import { budgetFindings } from '../../src/author/check/budget.ts';
import { checkCapabilities, compared } from '../../src/author/check/capabilities.ts';
import type { Outcome } from '../../src/author/check/finding.ts';
import { readPackage } from '../../src/author/package.ts';
import { AUTHOR_ENV, createdIn } from '../support/author.ts';
import { run, start } from '../support/cli.ts';
import { packed, pluginFiles } from '../support/packages.ts';

type Check = {
  readonly name: string;
  readonly status: string;
  readonly note?: string;
  readonly findings: readonly {
    readonly code: string;
    readonly message: string;
    readonly help: string;
    readonly detail?: string;
  }[];
};
type Report = { readonly status: number | null; readonly ok: boolean; readonly checks: readonly Check[] };

describe('plugins check', function () {
  this.timeout(120_000);
  let cwd: string;
  let dir: string;
  beforeEach(async () => {
    cwd = realpathSync(mkdtempSync(join(tmpdir(), 'configurable-agents-checked-')));
    dir = await createdIn(cwd, 'acme');
  });
  afterEach(() => rmSync(cwd, { recursive: true, force: true }));
  const check = async (...args: readonly string[]): Promise<Report> => {
    const { status, out, err } = await run(['plugins', 'check', 'acme', '--json', ...args], { cwd, env: AUTHOR_ENV });
    assert.match(out, /^\{/, err);
    return { status, ...(JSON.parse(out) as Omit<Report, 'status'>) };
  };
  const change = (path: string, from: string | RegExp, to: string): void => {
    const before = readFileSync(join(dir, path), 'utf8');
    const after = before.replace(from, to);
    assert.notEqual(after, before, `${path} was not changed`);
    writeFileSync(join(dir, path), after);
  };
  const codesOf = ({ checks }: Report): object =>
    Object.fromEntries(
      checks
        .filter(({ status }) => status === 'failed')
        .map(({ name, findings }) => [name, findings.map(({ code }) => code)]),
    );

  it('finds nothing in a plugin as it is made, and changes nothing in its folder', async () => {
    const before = readdirSync(dir);
    const { status, out, err } = await run(['plugins', 'check'], { cwd: dir, env: AUTHOR_ENV });
    assert.equal(status, 0, out + err);
    assert.deepEqual(
      out.split('\n').map((line) => line.slice(0, 14).trimEnd()),
      ['✓ types', '✓ tests', '✓ package', '✓ contract', '✓ manifest', '- capabilities', '✓ budget', ''],
    );
    assert.equal(err, 'ready\n');
    assert.deepEqual(readdirSync(dir), before);
    assert.ok(!existsSync(join(dir, 'dist')));
  });

  it('goes on after a finding, names each with its code and the way out, and exits 1', async () => {
    change('src/index.ts', "effects: 'pure'", "effects: 'pure', timeoutMs: 0");
    change('test/greet.test.ts', 'Good morning, Ada!', 'Good night, Ada!');
    writeFileSync(join(dir, 'src', 'unused.ts'), 'export const wrong: number = "text";\n');
    // Emits all the same.
    change('package.json', '"tsc -p tsconfig.build.json"', '"tsc -p tsconfig.build.json || true"');
    const report = await check();
    assert.deepEqual([report.status, report.ok], [1, false]);
    assert.deepEqual(codesOf(report), {
      types: ['PLUGIN_TYPES_WRONG'],
      tests: ['PLUGIN_TESTS_FAILED'],
      package: ['PLUGIN_PACK_FAILED'],
    });
    const [types, tests, pack, ...others] = report.checks;
    assert.match(types?.findings[0]?.detail ?? '', /^src\/unused\.ts\(1,14\): error TS2322/);
    assert.match(tests?.findings[0]?.detail ?? '', /Good night, Ada!/);
    assert.match(pack?.findings[0]?.detail ?? '', /PLUGIN_INVALID: [^\n]*timeoutMs/);
    for (const { status, note } of others)
      assert.deepEqual([status, note], ['skipped', 'there is no package to look at']);
    for (const { findings } of report.checks) for (const { help } of findings) assert.ok(help.length > 10);
  });

  it('finds a contract that is broken, also where no test looks', async () => {
    change('src/index.ts', 'return { text: `', 'return { text: String(Math.random()) + `');
    const { status, out } = await run(['plugins', 'check', 'acme'], { cwd, env: AUTHOR_ENV });
    assert.equal(status, 1);
    assert.match(
      out,
      /✗ contract[^\n]*\n {2}PLUGIN_CONTRACT_BROKEN action greet: a pure action gives the same twice; [^\n]* \(action\/pure\)\n {4}help: keep the promise/,
    );
  });

  it('finds a manifest that is not current, and one that is not there', async () => {
    change('src/index.ts', 'Greets somebody by name.', 'Says hello.');
    assert.deepEqual(codesOf(await check()), { manifest: ['PLUGIN_MANIFEST_STALE'] });
    rmSync(join(dir, 'plugin.json'));
    const { checks } = await check();
    assert.equal(checks.find(({ name }) => name === 'manifest')?.findings[0]?.message, 'there is no plugin.json');
  });

  it('finds a package that cannot be used as it is packed', async () => {
    change('package.json', '"dist",', '');
    const report = await check();
    assert.deepEqual(codesOf(report), { package: ['PLUGIN_PACKAGE_INVALID'] });
    assert.match(report.checks[2]?.findings[0]?.message ?? '', /names a module that it does not hold: dist\/index\.js/);
  });

  it('finds two versions in one package, and a test script that is not there', async () => {
    change('package.json', '"version": "0.1.0"', '"version": "0.2.0"');
    change('package.json', /"test": "[^\n]*",\n/, '');
    const report = await check();
    assert.deepEqual(codesOf(report), { tests: ['PLUGIN_TESTS_MISSING'], package: ['PLUGIN_PACK_FAILED'] });
    assert.match(report.checks[2]?.findings[0]?.detail ?? '', /PLUGIN_VERSION_DIFFERS/);
  });

  it('holds what is asked for against the last release', async () => {
    writeFileSync(join(cwd, 'before.tgz'), packed(pluginFiles({ version: '0.1.0' })));
    change('src/index.ts', '  actions: {', "  capabilities: { net: ['api.acme.example:443'] },\n  actions: {");
    change('plugin.json', '"net": []', '"net": [\n      "api.acme.example:443"\n    ]');
    const report = await check('--against', 'before.tgz');
    assert.deepEqual(codesOf(report), { capabilities: ['PLUGIN_CAPABILITY_WIDENED'] });
    assert.match(
      report.checks[5]?.findings[0]?.message ?? '',
      /^since 0\.1\.0 it may now send requests to api\.acme\.example:443, and its version is 0\.1\.0$/,
    );
  });

  it('takes a folder or a tarball as the last release, and says where there is neither', async () => {
    cpSync(join(dir, 'plugin.json'), join(cwd, 'before', 'plugin.json'));
    cpSync(join(dir, 'package.json'), join(cwd, 'before', 'package.json'));
    cpSync(join(dir, 'src'), join(cwd, 'before', 'dist'), { recursive: true });
    writeFileSync(join(cwd, 'before', 'dist', 'index.js'), '');
    writeFileSync(join(cwd, 'before.tgz'), packed(pluginFiles({ version: '0.1.0' })));
    const against = async (path: string, version: string): Promise<Outcome> => {
      const subject = { found: readPackage(dir), scratch: cwd, against: path, signal: new AbortController().signal };
      const manifest = manifestOf({
        name: 'acme',
        version,
        sdk: '^1',
        capabilities: { net: ['api.acme.example:443'] },
      });
      return await checkCapabilities(subject, { manifest, manifestText: '', specifier: '', files: 0, bytes: 0 });
    };
    for (const path of ['before', 'before.tgz']) {
      const outcome = await against(join(cwd, path), '0.1.0');
      assert.deepEqual(outcome.status === 'failed' && outcome.findings.map(({ code }) => code), [
        'PLUGIN_CAPABILITY_WIDENED',
      ]);
      assert.deepEqual(await against(join(cwd, path), '0.2.0'), {
        status: 'passed',
        note: 'since 0.1.0 it may now send requests to api.acme.example:443',
      });
    }
    const nowhere = await against(join(cwd, 'nowhere'), '0.1.0');
    assert.deepEqual(nowhere.status === 'failed' && nowhere.findings.map(({ code }) => code), [
      'PLUGIN_PACKAGE_INVALID',
    ]);
  });

  it('says in words what changed between two manifests', () => {
    const manifest = (version: string, net: readonly string[]): PluginManifest =>
      manifestOf({ name: 'acme', version, sdk: '^1', capabilities: { net } });
    const noted = (before: PluginManifest, after: PluginManifest): string => {
      const outcome = compared(before, after);
      return outcome.status === 'failed' ? outcome.findings.map(({ code }) => code).join(' ') : outcome.note;
    };
    assert.equal(noted(manifest('1.0.0', ['a:1']), manifest('1.0.1', ['a:1'])), 'as in 1.0.0');
    assert.equal(noted(manifest('1.0.0', ['a:1']), manifest('1.0.1', ['b:1'])), 'PLUGIN_CAPABILITY_WIDENED');
    assert.equal(
      noted(manifest('1.0.0', ['a:1']), manifest('1.0.1', [])),
      'since 1.0.0 it no longer asks to send requests to a:1',
    );
    assert.match(noted(manifest('1.9.0', []), manifest('2.0.0', ['a:1'])), /^since 1\.9\.0 it may now send/);
    assert.equal(noted(manifest('2.0.0', []), manifest('1.9.0', ['a:1'])), 'PLUGIN_CAPABILITY_WIDENED');
  });

  it('has budgets for size and for the time of an import', () => {
    assert.deepEqual(budgetFindings({ bytes: 1024, importMs: 10 }), []);
    const codes = budgetFindings({ bytes: 6 * 1024 * 1024, importMs: 201 }).map(({ code }) => code);
    assert.deepEqual(codes, ['PLUGIN_TOO_LARGE', 'PLUGIN_SLOW_IMPORT']);
  });

  it('ends with 130 when it is interrupted, with all that it started', async () => {
    const mark = join(cwd, 'mark');
    const script = `const { writeFileSync } = require('fs');
process.on('SIGTERM', () => { writeFileSync(${JSON.stringify(mark)}, 'ended'); process.exit(); });
writeFileSync(${JSON.stringify(mark)}, 'started');
setInterval(() => {}, 1000);`;
    writeFileSync(join(dir, 'wait.cjs'), script);
    change('package.json', /"test": "[^\n]*"/, '"test": "node wait.cjs"');
    const child = start(['plugins', 'check', 'acme'], { cwd, env: AUTHOR_ENV });
    child.stdin.end();
    child.stdout.resume();
    child.stderr.resume();
    const said = (): string => (existsSync(mark) ? readFileSync(mark, 'utf8') : '');
    while (said() === '') await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGINT');
    await once(child, 'close');
    assert.equal(child.exitCode, 130);
    assert.equal(said(), 'ended');
  });
});
