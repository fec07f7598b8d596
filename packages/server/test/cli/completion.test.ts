// The completions in the shells that they are for. bash is everywhere; zsh and fish are installed where CI runs.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { completionScript, SHELLS } from '../../src/cli/completion/scripts.ts';
import type { Shell } from '../../src/cli/completion/scripts.ts';
import { createProgram } from '../../src/cli/program.ts';

/** What is typed, and words that are offered for it, and words that are not. */
const CASES: readonly (readonly [typed: string, offered: readonly string[], not: readonly string[]])[] = [
  ['runs ', ['list', 'show', 'cancel', 'retry', 'fork'], ['validate']],
  ['val', ['validate'], ['runs', 'eval']],
  ['runs list --st', ['--status'], ['--strict']],
  ['runs list --data-dir x --work', ['--workflow', '--workflows-dir'], []],
  ['validate --format ', ['human', 'json', 'sarif', 'github'], ['mermaid']],
  ['graph --format m', ['mermaid'], ['human']],
  ['--log-level debug graph --format ', ['mermaid', 'dot', 'svg', 'json'], []],
  ['serve --allowed-host a --tls-', ['--tls-cert', '--tls-key'], []],
  ['runs --limit runs list --li', [], ['--list']],
  ['completion ', ['bash', 'zsh', 'fish'], []],
  ['plugins add --isolation ', ['worker', 'process'], []],
];

/** What a shell has set up before it reads completions. */
const BEFORE: { readonly [shell in Shell]: string } = {
  bash: '',
  zsh: 'autoload -Uz compinit; compinit -u -D',
  fish: '',
};

const isThere = (shell: Shell): boolean => spawnSync(shell, ['--version']).status === 0;

describe('completion', function () {
  this.timeout(30_000);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'configurable-agents-shell-'));
    writeFileSync(join(folder, 'flow.yaml'), '');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const inShell = (shell: Shell, after: string): string => {
    const script = join(folder, 'completion');
    writeFileSync(script, `${BEFORE[shell]}\n${completionScript(shell, createProgram('0.0.0'))}\n${after}\ntrue\n`);
    const options = { encoding: 'utf8', cwd: folder, env: { PATH: process.env['PATH'], HOME: folder } } as const;
    const { status, stdout, stderr } = spawnSync(shell, [script], options);
    assert.deepEqual([status, stderr], [0, ''], shell);
    return stdout;
  };

  /** What a shell offers for each of the lines. */
  const offers: { readonly [shell in Shell]: (lines: readonly string[]) => string } = {
    bash: (lines) =>
      inShell(
        'bash',
        lines
          .map((line) => {
            const words = ['configurable-agents', ...line.split(' ')].map((word) => `'${word}'`);
            return `COMP_WORDS=(${words.join(' ')}); COMP_CWORD=${words.length - 1}; COMPREPLY=(); _configurable_agents; echo "\${COMPREPLY[@]}"; echo "= end"`;
          })
          .join('\n'),
      ),
    // The parts of zsh that show what is offered stand for themselves here; it calls them with all that it offers.
    zsh: (lines) =>
      inShell(
        'zsh',
        `_describe() { local name=$2 each; for each in "\${(@P)name}"; do show "\${each%%:*}"; done }
         compadd() { shift; local each; for each in "$@"; do show "$each"; done }
         _files() { show flow.yaml }
         show() { [[ $1 == \${words[CURRENT]}* ]] && print -r -- "$1"; true }
         ${lines
           .map((line) => {
             const words = ['configurable-agents', ...line.split(' ')].map((word) => `'${word}'`);
             return `words=(${words.join(' ')}); CURRENT=${words.length}; _configurable_agents; echo "= end"`;
           })
           .join('\n')}`,
      ),
    fish: (lines) =>
      inShell('fish', lines.map((line) => `complete -C 'configurable-agents ${line}'; echo "= end"`).join('\n')),
  };

  for (const shell of SHELLS) {
    it(`offers commands, options and values in ${shell}`, function () {
      if (!isThere(shell)) this.skip();
      const parts = offers[shell](CASES.map(([typed]) => typed)).split('= end\n');
      for (const [i, [typed, wanted, unwanted]] of CASES.entries()) {
        const words = (parts[i] ?? '').split(/\s+/);
        for (const word of wanted) assert.ok(words.includes(word), `${shell}: ${typed} offers ${word}: ${parts[i]}`);
        for (const word of unwanted) assert.ok(!words.includes(word), `${shell}: ${typed} does not offer ${word}`);
      }
    });
  }

  for (const shell of ['zsh', 'fish'] as const) {
    it(`offers files where one is asked for in ${shell}`, function () {
      if (!isThere(shell)) this.skip();
      assert.match(offers[shell](['validate fl']), /flow\.yaml/);
      assert.match(offers[shell](['run --inputs fl']), /flow\.yaml/);
    });
  }

  it('leaves files to bash itself where one is asked for', () => {
    const seen = inShell(
      'bash',
      `compopt() { echo "compopt $*"; }
       COMP_WORDS=(configurable-agents validate fl); COMP_CWORD=2; _configurable_agents
       COMP_WORDS=(configurable-agents run --inputs = fl); COMP_CWORD=4; _configurable_agents
       COMP_WORDS=(configurable-agents runs fl); COMP_CWORD=2; _configurable_agents`,
    );
    assert.equal(seen, 'compopt -o default\ncompopt -o default\n');
  });

  it('is registered with zsh', function () {
    if (!isThere('zsh')) this.skip();
    assert.equal(inShell('zsh', 'print -r -- $_comps[configurable-agents]'), '_configurable_agents\n');
  });

  it('is registered with bash', () => {
    assert.match(inShell('bash', 'complete -p configurable-agents'), /-F _configurable_agents configurable-agents/);
  });

  it('knows every command and every option', () => {
    const program = createProgram('0.0.0');
    for (const shell of SHELLS) {
      const script = completionScript(shell, program);
      for (const command of program.commands) {
        assert.ok(script.includes(command.name()), `${shell}: ${command.name()}`);
        for (const { long, hidden } of command.options)
          assert.ok(hidden || script.includes(String(long)), `${shell}: ${command.name()} ${String(long)}`);
      }
    }
  });
});
