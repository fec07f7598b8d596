import assert from 'node:assert/strict';
import { scanTemplate, soleExpression } from '../../src/template/scan.ts';

describe('scanTemplate', () => {
  it('ends an expression where it ends: not inside quotes, maps, raw texts and comments', () => {
    const sources = [
      ' {"a": {"b": 1}}.a ',
      ' "}}" + \'}}\' ',
      String.raw` r"\" + "}}" `,
      ' """ }} " """ ',
      ' a.`}}` ',
      ' 1 // }} "\n + 2 ',
      String.raw` "a\"}}" `,
      ' b"}}" ',
      ' rb ',
      ' {} ',
    ];
    for (const source of sources) {
      assert.deepEqual(soleExpression(`\${{${source}}}`)?.source, source, source);
      assert.deepEqual(
        scanTemplate(`x \${{${source}}} }} y`).map((piece) => piece.kind),
        ['text', 'expression', 'text'],
        source,
      );
    }
  });

  it('says where an expression that does not end begins', () => {
    assert.deepEqual(scanTemplate('a ${{ {"b": 1} }'), [
      { kind: 'text', text: 'a ' },
      { kind: 'unclosed', start: 2 },
    ]);
  });

  it('finds the end of a long text in time that grows with it', () => {
    const start = performance.now();
    scanTemplate(`\${{ ${'"""'.repeat(20_000)} `);
    scanTemplate(`\${{ ${'r"'.repeat(20_000)} `);
    assert.ok(performance.now() - start < 2000);
  });
});
