import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../support/cli.ts';

const PAGE = readFileSync(new URL('../../../../docs/costs.md', import.meta.url), 'utf8');

/** The blocks of a language, in order. */
function blocks(language: string): readonly string[] {
  return [...PAGE.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, text = '']) => text);
}

describe('docs/costs.md', function () {
  this.timeout(60_000);

  it('shows what its commands print', async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'configurable-agents-docs-costs-'));
    try {
      const [configuration = '', workflow = ''] = blocks('yaml');
      writeFileSync(join(cwd, 'configurable-agents.yaml'), configuration);
      writeFileSync(join(cwd, 'costly.yaml'), workflow);
      const commands = (blocks('sh')[0] ?? '').trim().split('\n');
      let last = '';
      for (const command of commands) {
        const { status, out, err } = await run(command.split(' ').slice(1), { cwd });
        assert.equal(status, 0, err);
        last = out;
      }
      assert.equal(last, blocks('text')[0]);
    } finally {
      rmSync(cwd, { recursive: true, force: true });
    }
  });
});
