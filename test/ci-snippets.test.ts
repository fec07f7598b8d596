// What docs/ci.md shows is read as what it is for, and its commands run, in a repository that `init` has made.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { codeBlocks, readText, ROOT } from './support/markdown.ts';
import { CONDITIONS } from './support/server.ts';

const blocks = codeBlocks(readText('docs/ci.md')).filter(({ info }) => info.startsWith('ci'));
const textOf = (info: string): readonly string[] =>
  blocks.filter((block) => block.info === info).map(({ text }) => text);
const hooks = parse(readText('.pre-commit-hooks.yaml')) as readonly Hook[];

type Hook = {
  readonly id: string;
  readonly name: string;
  readonly entry: string;
  readonly language: string;
  readonly files: string;
  readonly types: readonly string[];
};
type Job = {
  readonly env?: { readonly [name: string]: string };
  readonly steps: readonly {
    readonly uses?: string;
    readonly run?: string;
    readonly env?: object;
    readonly with?: object;
  }[];
};
type Ran = { readonly status: number | null; readonly out: string; readonly err: string };

describe('checks in CI', function () {
  this.timeout(120_000);
  let cwd: string;
  let bin: string;

  /** `npx` and `npm` as they would be with the package installed. */
  function shim(name: string, script: string): void {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  function sh(script: string, env: { readonly [name: string]: string } = {}): Ran {
    const { status, stdout, stderr } = spawnSync('bash', ['-c', script], {
      cwd,
      encoding: 'utf8',
      env: { PATH: `${bin}:${String(process.env['PATH'])}`, NODE_OPTIONS: CONDITIONS.join(' '), HOME: cwd, ...env },
    });
    return { status, out: stdout, err: stderr };
  }
  const passes = (script: string, env: { readonly [name: string]: string } = {}): Ran => {
    const ran = sh(script, env);
    assert.equal(ran.status, 0, `${script}\n${ran.out}${ran.err}`);
    return ran;
  };
  const edit = (from: string, to: string): void => {
    const file = join(cwd, 'workflows', 'triage.yaml');
    const text = readFileSync(file, 'utf8');
    assert.ok(text.includes(from));
    writeFileSync(file, text.replace(from, to));
  };

  before(() => {
    cwd = mkdtempSync(join(tmpdir(), 'configurable-agents-ci-'));
    bin = join(cwd, '.bin');
    mkdirSync(bin);
    const command = join(ROOT, 'packages/server/bin/configurable-agents.js');
    shim('configurable-agents', `exec "${process.execPath}" "${command}" "$@"`);
    shim('npx', '[ "$1 $2" = "--yes --package" ] || exit 9\nshift 3\nexec "$@"');
    shim('npm', '[ "$1 $2" = "install --global" ] || exit 9');
    passes('configurable-agents init --name triage');
    passes(
      'git init -q -b main && git config user.name test && git config user.email test@example.org && git config commit.gpgsign false && ' +
        'git add . && git commit -q -m first && git remote add origin . && git fetch -q origin && git checkout -q -b change',
    );
  });
  after(() => rmSync(cwd, { recursive: true, force: true }));
  afterEach(() => {
    passes('git reset -q --hard change && git clean -qfd -e .bin');
  });

  it('has a hook for pre-commit, whose command checks the files that it is given', () => {
    assert.deepEqual(
      hooks.map(({ id, language, types }) => [id, language, types]),
      [['configurable-agents-validate', 'system', ['yaml']]],
    );
    const [hook] = hooks;
    assert.ok(hook !== undefined);
    assert.match('workflows/triage.yaml', new RegExp(hook.files));
    assert.doesNotMatch('configurable-agents.yaml', new RegExp(hook.files));
    passes(`${hook.entry} workflows/triage.yaml`);
    edit('{topic}', '{topik}');
    const { status, out } = sh(`${hook.entry} workflows/triage.yaml`);
    assert.equal(status, 1);
    assert.match(out, /workflows\/triage\.yaml:\d+:\d+ error W203/);
  });

  it('names that hook, and options that the command has', () => {
    const [text = ''] = textOf('ci pre-commit');
    const { repos } = parse(text) as {
      readonly repos: readonly {
        readonly rev: string;
        readonly hooks: readonly { readonly id: string; readonly args: readonly string[] }[];
      }[];
    };
    const [hook] = repos[0]?.hooks ?? [];
    assert.equal(hook?.id, hooks[0]?.id);
    passes(`${String(hooks[0]?.entry)} ${hook?.args.join(' ') ?? ''} workflows/triage.yaml`);
  });

  it('names this version everywhere', () => {
    const { version } = JSON.parse(readText('lerna.json')) as { readonly version: string };
    const minor = version.split('.').slice(0, 2).join('.');
    const named = [readText('docs/ci.md'), readText('.pre-commit-hooks.yaml')].flatMap((text) =>
      [...text.matchAll(/@configurable-agents\/server@(\S+)/g)].map(([, found]) => found),
    );
    assert.ok(named.length >= 5);
    assert.deepEqual([...new Set(named)], [minor]);
  });

  it('runs before a commit on the workflows of the commit only', () => {
    const [hook = ''] = textOf('ci').filter((text) => text.startsWith('#!'));
    passes(hook);
    edit('{topic}', '{topik}');
    passes(hook);
    passes('git add .');
    const { status, out } = sh(`set -o pipefail\n${hook}`);
    assert.notEqual(status, 0);
    assert.match(out, /error W203/);
  });

  it('runs on GitHub: each step passes for a right workflow, and the upload finds its file', () => {
    const workflows = textOf('ci github').map((text) => parse(text) as { readonly jobs: { readonly validate: Job } });
    assert.equal(workflows.length, 2);
    for (const { jobs } of workflows) {
      const { env = {}, steps } = jobs.validate;
      for (const { run, uses, with: inputs } of steps) {
        if (run !== undefined) passes(`set -eo pipefail\n${run}`, { ...env, BASE: 'origin/main' });
        const { sarif_file: sarif } = (inputs ?? {}) as { readonly sarif_file?: string };
        if (uses?.includes('upload-sarif') !== true || sarif === undefined) continue;
        assert.equal(
          (JSON.parse(readFileSync(join(cwd, sarif), 'utf8')) as { readonly version: string }).version,
          '2.1.0',
        );
      }
    }
  });

  it('fails on GitHub for a finding, with SARIF all the same, and for a change that breaks callers', () => {
    const [text = ''] = textOf('ci github');
    const { env = {}, steps } = (parse(text) as { readonly jobs: { readonly validate: Job } }).jobs.validate;
    const [validate = '', , breaks = ''] = steps.flatMap(({ run }) => run ?? []);
    edit('{topic}', '{topik}');
    assert.equal(sh(validate, env).status, 1);
    const { runs } = JSON.parse(readFileSync(join(cwd, 'configurable-agents.sarif'), 'utf8')) as {
      readonly runs: readonly { readonly results: readonly { readonly ruleId: string }[] }[];
    };
    assert.ok(runs[0]?.results.some(({ ruleId }) => ruleId === 'W203'));
    passes('git checkout -q .');
    edit('default: plain }', 'default: plain }\n    extra: { type: string }');
    edit('in a {tone} tone', 'in a {tone} tone, {extra}');
    edit('inputs: { topic: otters }', 'inputs: { topic: otters, extra: x }');
    passes('git commit -qam breaking');
    const { status, out, err } = sh(`set -eo pipefail\n${breaks}`, { ...env, BASE: 'origin/main' });
    passes('git reset -q --hard HEAD~1');
    assert.notEqual(status, 0);
    assert.match(out, /! \+ extra +string, required/, err);
  });

  it('runs on GitLab, and leaves the file that is kept', () => {
    const [text = ''] = textOf('ci gitlab');
    const { workflows } = parse(text) as {
      readonly workflows: {
        readonly script: readonly string[];
        readonly after_script: readonly string[];
        readonly artifacts: { readonly paths: readonly string[] };
      };
    };
    for (const line of [...workflows.script, ...workflows.after_script]) passes(line);
    for (const path of workflows.artifacts.paths) assert.ok(existsSync(join(cwd, path)), path);
  });

  it('runs anywhere', () => {
    const [script = ''] = textOf('ci').filter((text) => !text.startsWith('#!'));
    passes(script);
    assert.equal(
      (JSON.parse(readFileSync(join(cwd, 'findings.json'), 'utf8')) as { readonly version: number }).version,
      1,
    );
  });

  it('is the workflow that init writes, but for its version and its comparison', () => {
    const [text = ''] = textOf('ci github');
    const written = readFileSync(join(cwd, '.github/workflows/configurable-agents.yml'), 'utf8');
    const stepsOf = (source: string): readonly unknown[] =>
      (parse(source) as { readonly jobs: { readonly validate: Job } }).jobs.validate.steps.filter(
        ({ uses }) => uses?.startsWith('actions/checkout') !== true,
      );
    assert.deepEqual(stepsOf(text).slice(0, -1), stepsOf(written));
  });
});
