import assert from 'node:assert/strict';
import { spanIdOf, traceIdOf, traceparentOf } from '@configurable-agents/plugin-sdk';

const RUN = '01900000-0000-7000-8000-000000000000';
const TRACE = '0af7651916cd43dd8448eb211c80319c';

describe('ids of traces', () => {
  it('are the same whenever they are asked for, and other ones for every other thing', () => {
    const ids = [
      spanIdOf(RUN),
      spanIdOf(RUN, 'a'),
      spanIdOf(RUN, 'a', 1),
      spanIdOf(RUN, 'a', 2),
      spanIdOf(RUN, 'a', '1'),
      spanIdOf(RUN, 'a#1'),
      spanIdOf(`${RUN}a`),
    ];
    assert.equal(new Set(ids).size, ids.length);
    for (const id of ids) assert.match(id, /^[0-9a-f]{16}$/);
    assert.equal(spanIdOf(RUN, 'a', 1), ids[2]);
  });

  it('are those of the trace that a run was given, else its own', () => {
    assert.equal(traceIdOf(RUN), '01900000000070008000000000000000');
    assert.equal(traceIdOf(RUN, { link: 'x' }), '01900000000070008000000000000000');
    assert.equal(traceIdOf(RUN, { trace_id: TRACE }), TRACE);
    assert.match(traceIdOf('something else'), /^[0-9a-f]{32}$/);
  });

  it('are sent on with whether the trace is recorded', () => {
    const at = { runId: RUN, key: 'a', attempt: 1 };
    assert.equal(traceparentOf(at), `00-${traceIdOf(RUN)}-${spanIdOf(RUN, 'a', 1)}-01`);
    const trace = { trace_id: TRACE, parent_id: 'b7ad6b7169203331', sampled: false };
    assert.equal(traceparentOf({ ...at, trace }), `00-${TRACE}-${spanIdOf(RUN, 'a', 1)}-00`);
  });
});
