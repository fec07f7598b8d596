import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'yaml';
import { withEntry, withoutEntry } from '../../src/plugins/configuration.ts';
import type { PluginEntry } from '../../src/config/schema.ts';

const added: PluginEntry = { source: './new' };

describe('`plugins` in the configuration file', () => {
  for (const [what, before, after] of [
    ['an empty file', '', 'plugins:\n  - ./new\n'],
    ['a file of comments', '# nothing yet\n', '# nothing yet\nplugins:\n  - ./new\n'],
    [
      'a file without plugins',
      'data_dir:   x   # here\n\n# end\n',
      'data_dir:   x   # here\n\n# end\nplugins:\n  - ./new\n',
    ],
    ['a file without a last line break', 'data_dir: x', 'data_dir: x\nplugins:\n  - ./new\n'],
    ['a list on one line', 'plugins: [./a,  "b"]  # two\n', 'plugins: [./a,  "b", ./new]  # two\n'],
    ['an empty list on one line', 'plugins: [] # none\n', 'plugins: [./new] # none\n'],
    [
      'a list',
      'plugins:\n  - ./a # first\n\n# then\ndata_dir:   x\n',
      'plugins:\n  - ./a # first\n  - ./new\n\n# then\ndata_dir:   x\n',
    ],
    [
      'a list that is not indented',
      'plugins:\n- ./a\n- source: b\n  isolation: process # apart\ndata_dir: x\n',
      'plugins:\n- ./a\n- source: b\n  isolation: process # apart\n- ./new\ndata_dir: x\n',
    ],
  ] as const) {
    it(`gets an entry in ${what}, and nothing else moves`, () => assert.equal(withEntry(before, added), after));
  }

  it('says where the code runs', () => {
    const text = withEntry('plugins:\n  - ./a\n', { source: './b', isolation: 'process' });
    assert.equal(text, 'plugins:\n  - ./a\n  - { source: ./b, isolation: process }\n');
  });

  it('gets another entry in the place of one', () => {
    const text = 'plugins:\n  - npm:acme@1.0.0 # the best\n  - ./b\n';
    assert.equal(withEntry(text, { source: 'npm:acme@2.0.0' }, 'npm:acme@1.0.0'), text.replace('1.0.0', '2.0.0'));
  });

  for (const [what, before, after] of [
    ['the first of a list', 'plugins:\n  - ./x # first\n  - ./b # second\n', 'plugins:\n  - ./b # second\n'],
    [
      'the last of a list',
      'plugins:\n  - ./b # b\n  - { source: ./x }\nrules: {}   # none\n',
      'plugins:\n  - ./b # b\nrules: {}   # none\n',
    ],
    ['the only one of a list', 'plugins:\n  - ./x\nrules: {}   # none\n', 'plugins: []\nrules: {}   # none\n'],
    ['the first on one line', 'plugins: [./x, b]\n', 'plugins: [b]\n'],
    ['the last on one line', 'plugins: [b, ./x]\n', 'plugins: [b]\n'],
    ['the only one on one line', 'plugins: [./x]\n', 'plugins: []\n'],
    ['one that is there twice', 'plugins: [./x, b, { source: ./x, isolation: process }]\n', 'plugins: [b]\n'],
    ['one that is not there', 'plugins: [./y]   # as it was\n', 'plugins: [./y]   # as it was\n'],
    ['one in a file without plugins', 'data_dir: x\n', 'data_dir: x\n'],
  ] as const) {
    it(`loses ${what}`, () => assert.equal(withoutEntry(before, './x'), after));
  }

  it('keeps what it says and its comments, whatever the entries are', () => {
    const source = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme-ascii' }).map((text) => `./${text}`);
    const entry = fc.oneof(
      source,
      fc.record(
        { source, isolation: fc.constantFrom('worker' as const, 'process' as const) },
        { noNullPrototype: true },
      ),
    );
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 4 }), source, fc.boolean(), (entries, extra, isFlow) => {
        const list = isFlow
          ? `[${entries.map((each) => JSON.stringify(each)).join(', ')}]`
          : `\n${entries.map((each) => `  - ${JSON.stringify(each)} # one\n`).join('')}`;
        const text = `# top\nplugins: ${list}\n# end\ndata_dir: x # here\n`;
        const more = withEntry(text, { source: extra });
        assert.deepEqual((parse(more) as { plugins: unknown }).plugins, [...entries, extra]);
        for (const comment of ['# top', '# end', '# here']) assert.ok(more.includes(comment), more);
        const less = withoutEntry(more, extra);
        const isOther = (each: string | { source: string }): boolean =>
          (typeof each === 'string' ? each : each.source) !== extra;
        assert.deepEqual((parse(less) as { plugins: unknown }).plugins, entries.filter(isOther));
        assert.ok(less.includes('# end'));
      }),
      { numRuns: 300 },
    );
  });
});
