import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSnippets } from './support/snippets.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');
const FILE = join(import.meta.dirname, 'plugin.types.ts');
const MISUSE = /^ *\/\/ @ts-expect-error.*$/gm;

describe('type tests', () => {
  it('are part of the type check', function () {
    this.timeout(60_000);
    const tsc = join(ROOT, 'node_modules', '.bin', 'tsc');
    const files = execFileSync(tsc, ['-p', 'tsconfig.check.json', '--listFilesOnly'], { cwd: ROOT, encoding: 'utf8' });
    assert.ok(files.split('\n').includes(FILE));
  });

  it('fail where nothing is wrong: each expected error is one', function () {
    this.timeout(60_000);
    const text = readFileSync(FILE, 'utf8');
    const count = text.match(MISUSE)?.length ?? 0;
    assert.ok(count >= 25, `${count} mistakes are tried`);
    const snippets = openSnippets(import.meta.dirname);
    try {
      const findings = snippets.check([{ name: 'unexpected', text: text.replaceAll(MISUSE, '') }]);
      assert.ok(findings.length >= count, `${count} mistakes are tried, the compiler finds ${findings.length}`);
    } finally {
      snippets.close();
    }
  });
});
