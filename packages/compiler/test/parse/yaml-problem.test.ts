// What people write and YAML reads otherwise: one finding for one mistake, where it is to be changed, in words of ours.
import assert from 'node:assert/strict';
import { compile } from '@configurable-agents/compiler';
import { PLUGINS } from '../support/plugins.ts';

const HEAD = 'nodes:\n  - name: a\n    llm: { provider: echo, model: any }\n    prompt: ';

function found(text: string): readonly string[] {
  const { diagnostics } = compile(text, { file: 'w.yaml', plugins: PLUGINS });
  return diagnostics.map(({ code, line, column, end_column: end }) => `${code} ${line}:${column}-${end}`);
}

/** The text after its first safe fix. */
function mended(text: string): string {
  const { diagnostics } = compile(text, { file: 'w.yaml', plugins: PLUGINS });
  const fix = diagnostics[0]?.fixes?.find(({ applicability }) => applicability === 'safe');
  const [edit] = fix?.edits ?? [];
  return edit === undefined ? text : text.slice(0, edit.start) + edit.text + text.slice(edit.end);
}

describe('YAML that is not what was meant', () => {
  const values: readonly (readonly [string, string, string])[] = [
    ['*/5 * * * *', 'W001', '"*/5 * * * *"'],
    ['${{ a ? b : c }}', 'W001', '"${{ a ? b : c }}"'],
    ['"a" == b', 'W001', `'"a" == b'`],
    ['{a} and more', 'W005', '"{a} and more"'],
    ['Note: this', 'W001', '"Note: this"'],
    ['@you, read', 'W001', '"@you, read"'],
    ['`code`', 'W001', '"`code`"'],
    ["it's: here # a note", 'W001', `"it's: here" # a note`],
  ];
  for (const [value, code, quoted] of values) {
    it(`is one finding with a fix for \`${value}\``, () => {
      const text = `${HEAD}${value}\n`;
      const width = value.replace(/ #.*/, '').length;
      assert.deepEqual(found(text), [`${code} 4:13-${13 + width}`]);
      const fixed = mended(text);
      assert.equal(fixed, `${HEAD}${quoted}\n`);
      assert.ok(found(fixed).every((each) => !each.startsWith('W00')));
    });
  }

  it('points at the quote that is open, not at the end of the file', () => {
    assert.deepEqual(found(`${HEAD}"open\n    timeout: 5s\n    x-note: "other"\n`), ['W001 4:13-14']);
    assert.deepEqual(found(`${HEAD}'open\n`), ['W001 4:13-14']);
  });

  it('takes any line ending and a byte order mark, and points as editors count', () => {
    const bad = `${HEAD}"{nope}"\n`;
    assert.deepEqual(found(bad), ['W203 4:15-19']);
    assert.deepEqual(found(bad.replaceAll('\n', '\r\n')), ['W203 4:15-19']);
    assert.deepEqual(found(`\ufeff${bad}`), ['W203 4:15-19']);
    assert.deepEqual(found(`\ufeffnope: 1\n${HEAD}x\n`), ['W101 1:2-6']);
  });

  it('refuses UTF-16, directives, merge keys, keys that are no text and tabs, each once', () => {
    assert.deepEqual(found(Buffer.from(`\ufeff${HEAD}x\n`, 'utf16le').toString('utf8')), ['W007 1:4-5']);
    assert.deepEqual(found(`# note\n%YAML 1.1\n---\n${HEAD}x\n`), ['W008 2:1-10']);
    assert.deepEqual(found(`${HEAD}x\n    <<: { timeout: 5s }\n`), ['W009 5:5-7']);
    assert.deepEqual(found(`? [a]\n: b\n${HEAD}x\n`), ['W001 1:3-6']);
    assert.deepEqual(found('nodes:\n\t- name: a\n\t  uses: set\n'), ['W001 2:1-2']);
    assert.deepEqual(found(`${HEAD}x\n---\n${HEAD}y\n`), ['W001 5:1-4']);
    assert.deepEqual(found(`${HEAD}x\n    x-a: { 1: a, "1": b }\n`), ['W002 5:18-21']);
  });

  it('says so where a condition is a number, once', () => {
    assert.deepEqual(found(`${HEAD}x\n    when: 5\n`), ['W103 5:11-12']);
  });

  it('shows the first of ten thousand findings and counts the others, errors before warnings', () => {
    const nodes = Array.from({ length: 10_000 }, (_node, i) => `  - { name: n${i}, uses: htpp }\n`).join('');
    const { diagnostics } = compile(`nodes:\n${nodes}`, { file: 'w.yaml', plugins: PLUGINS });
    assert.equal(diagnostics.length, 201);
    assert.equal(diagnostics.at(-1)?.message, '9800 more findings are not shown');
    const notes = Array.from({ length: 300 }, (_note, i) => `note${i}: 1\n`).join('');
    const { ok } = compile(`${notes}${HEAD}"{nope}"\n`, { file: 'w.yaml', plugins: PLUGINS });
    assert.equal(ok, false, 'three hundred warnings hide no error');
  }).timeout(20_000);

  it('has no sentence of a library', () => {
    const texts = [
      '{',
      '[a',
      'a: b: c',
      '- a\nb',
      'a: |\n b\n  c\n d: "',
      '%',
      '&a &b c',
      '!!int x',
      'a: "\\q"',
      '? a\n- b',
      '\t',
      'a: {b: c',
      'x: [1, 2',
    ];
    for (const text of texts) {
      for (const { message, help } of compile(`${HEAD}${text}\n`, { file: 'w.yaml', plugins: PLUGINS }).diagnostics)
        assert.doesNotMatch(`${message} ${help}`, /YAML\.|must NOT|must be equal|flow (map|sequence)|implicit|scalar/);
    }
  });
});
