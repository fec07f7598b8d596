import assert from 'node:assert/strict';
import { traceOf } from '../../src/intake/trace.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = 'b7ad6b7169203331';
const LINE = `00-${TRACE}-${PARENT}-01`;
const trusted = (traceparent: string | string[]): unknown => traceOf({ traceparent }, { isTrusted: true });

describe('traceOf', () => {
  it('makes a run part of the trace of a sender that is trusted, and links it to that of another', () => {
    assert.deepEqual(trusted(LINE), { trace_id: TRACE, parent_id: PARENT, sampled: true });
    assert.deepEqual(trusted(`00-${TRACE}-${PARENT}-00`), { trace_id: TRACE, parent_id: PARENT, sampled: false });
    assert.deepEqual(traceOf({ traceparent: LINE }, { isTrusted: false }), { link: LINE });
  });

  it('takes what a later version says, without what it adds', () => {
    assert.deepEqual(trusted(`01-${TRACE}-${PARENT}-03-what-comes-later`), {
      trace_id: TRACE,
      parent_id: PARENT,
      sampled: true,
    });
  });

  it('passes over what it cannot read', () => {
    const broken = [
      '',
      'x',
      `ff-${TRACE}-${PARENT}-01`,
      `00-${'0'.repeat(32)}-${PARENT}-01`,
      `00-${TRACE}-${'0'.repeat(16)}-01`,
      `00-${TRACE.toUpperCase()}-${PARENT}-01`,
      `00-${TRACE}-${PARENT}-01-more`,
      `00-${TRACE}-${PARENT}`,
    ];
    for (const line of broken) assert.equal(trusted(line), undefined, line);
    assert.equal(trusted([LINE, LINE]), undefined);
    assert.equal(traceOf({}, { isTrusted: true }), undefined);
  });
});
