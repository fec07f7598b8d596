import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { askInputs } from '../../src/cli/ask-inputs.ts';

const INPUTS = {
  type: 'object',
  properties: {
    topic: { type: 'string', description: 'what it is about' },
    count: { type: 'integer' },
    tone: { type: 'string', enum: ['dry', 'warm'] },
    note: { type: 'string' },
  },
  required: ['topic', 'count', 'tone'],
};

describe('a person at a terminal', () => {
  async function answered(
    answers: readonly string[],
    given = {},
  ): Promise<{ readonly inputs: object; readonly said: string }> {
    const [input, output] = [new PassThrough(), new PassThrough()];
    let said = '';
    const left = [...answers];
    output.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      // Answers come one by one, each after its question.
      if (!said.endsWith(': ')) return;
      const next = left.shift();
      if (next === undefined) input.end();
      else input.write(`${next}\n`);
    });
    return { inputs: await askInputs({ inputs: INPUTS }, given, { input, output }), said };
  }

  it('is asked for each input that is missing, until it is of its type', async () => {
    const { inputs, said } = await answered(['otters', 'three', '3', 'loud', 'dry']);
    assert.deepEqual(inputs, { topic: 'otters', count: 3, tone: 'dry' });
    assert.match(said, /^topic \(what it is about\): /);
    assert.match(said, /count \(integer\): the input `count` must be of type integer, written as JSON; found "three"/);
    assert.match(said, /tone \(dry, warm\): it must be one of dry, warm/);
    assert.doesNotMatch(said, /note/);
  });

  it('is asked for nothing that is given, and may go', async () => {
    assert.deepEqual((await answered([], { topic: 'x', count: 1, tone: 'dry' })).said, '');
    assert.deepEqual((await answered(['x'])).inputs, { topic: 'x' });
  });
});
