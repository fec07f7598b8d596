// Code nodes where they run: in a lane.
import assert from 'node:assert/strict';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import { graph } from '../support/graph.ts';
import { closeAll, open, runToEnd } from '../support/runtime.ts';

const CODE = { specifier: import.meta.resolve('@configurable-agents/plugin-code'), firstParty: true };

const code = (text: string): ExecutionGraph =>
  graph('c', { c: { uses: 'code', effects: 'pure', with: { kind: 'literal', value: { code: text } } } });

describe('a code node', function () {
  this.timeout(20_000);
  afterEach(closeAll);

  it('computes in a cpu lane, and its console is the log of the run', async () => {
    const runtime = await open({ plugins: [CODE] });
    const { run_id: id, result } = await runToEnd(runtime, code("console.warn('careful', inputs); return [6 * 7]"));
    assert.deepEqual(result, [42]);
    assert.equal(runtime.stats().lanes.kinds.cpu.threads, 1);
    const logs = runtime.reader
      .logsAfter(0)
      .map(({ level, run_id, node, message }) => ({ level, run_id, node, message }));
    assert.deepEqual(logs, [{ level: 'warn', run_id: id, node: 'c', message: 'careful {}' }]);
  });

  it('that goes too deep fails alone: its thread stays', async () => {
    const runtime = await open({ plugins: [CODE], cpuWorkers: 1 });
    const deep = await runToEnd(runtime, code('const make = () => ({ get a() { return make() } }); return make()'));
    assert.equal(deep.error?.code, 'CODE_STACK');
    assert.deepEqual((await runToEnd(runtime, code('return 1'))).result, 1);
    const { threads, replaced } = runtime.stats().lanes.kinds.cpu;
    assert.deepEqual([threads, replaced], [1, {}]);
  });
});
