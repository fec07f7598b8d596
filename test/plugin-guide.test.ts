import assert from 'node:assert/strict';
import { openSnippets } from '../packages/plugins/sdk/test/support/snippets.ts';
import type { Snippets } from '../packages/plugins/sdk/test/support/snippets.ts';
import { codeBlocks, readText } from './support/markdown.ts';

const PAGES = ['docs/plugin-guide.md', 'packages/plugins/sdk/README.md'];

for (const page of PAGES) {
  describe(`the TypeScript of ${page}`, () => {
    const blocks = codeBlocks(readText(page)).filter(({ language }) => language === 'ts');
    const modules = blocks.map(({ info, text }) => ({ name: info.replace(/\.ts$/, ''), text }));
    let snippets: Snippets;
    before(() => {
      snippets = openSnippets(import.meta.dirname);
    });
    after(() => snippets.close());

    it('has a name for every block, by which others import it', () => {
      assert.ok(modules.length > 0);
      assert.deepEqual(
        blocks.filter(({ info }) => !/^[\w.-]+\.ts$/.test(info)),
        [],
      );
      assert.equal(new Set(modules.map(({ name }) => name)).size, modules.length);
    });

    it('compiles', function () {
      this.timeout(60_000);
      assert.deepEqual(snippets.check(modules), []);
    });

    for (const { name } of modules) {
      it(`runs: ${name}.ts`, function () {
        this.timeout(30_000);
        const { status, output } = snippets.start(name);
        assert.equal(status, 0, output);
      });
    }
  });
}
