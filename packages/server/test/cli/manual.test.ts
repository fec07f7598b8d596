import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describeProgram } from '../../src/cli/described.ts';
import { createProgram } from '../../src/cli/program.ts';
import { MANUAL_FILE, manualText } from '../support/manual.ts';

describe('the manual page', () => {
  it('is the one in the repository; npm run build:man writes it', () => {
    assert.equal(readFileSync(MANUAL_FILE, 'utf8'), manualText());
  });

  it('has every command, with its options and examples', () => {
    const page = manualText().replaceAll(String.raw`\-`, '-');
    for (const { path, children, options, examples } of describeProgram(createProgram('0.0.0'))) {
      if (children.length > 0) continue;
      const at = page.indexOf(`\n.SS ${path} `);
      assert.ok(at > 0, path);
      const end = page.indexOf('\n.S', at + 4);
      const section = page.slice(at, end);
      for (const { flags } of options) assert.ok(section.includes(`.B ${flags}`), `${path} ${flags}`);
      assert.ok(examples.length > 0, `${path} has no example`);
      for (const line of examples) assert.ok(section.includes(line), `${path}: ${line}`);
    }
  });

  it('has no line that man would take for a request of its own', () => {
    const requests = manualText()
      .split('\n')
      .filter((line) => /^[.']/.test(line));
    assert.deepEqual(
      requests.filter((line) => !/^\.(TH|SH|SS|TP|PP|B|I|nf|fi)( |$)/.test(line)),
      [],
    );
  });
});
