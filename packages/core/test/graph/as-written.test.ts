import assert from 'node:assert/strict';
import { sourceOf } from '../../src/expression/source.ts';
import { asWritten } from '../../src/graph/draw/as-written.ts';
import { parseExpression } from '../../../compiler/src/expression/parser.ts';

describe('a condition in a picture', () => {
  it('names what a node gave as workflows do', () => {
    const nodes = [{ name: 'read' }] as unknown as Parameters<typeof asWritten>[1]['nodes'];
    const text = (written: string): string => sourceOf(asWritten(parseExpression(written), { nodes }));
    assert.equal(text("read.output.kind == 'spam' || read.output"), 'read.kind == "spam" || read');
    assert.equal(text('read.error == null && other.output.kind'), 'read.error == null && other.output.kind');
  });
});
