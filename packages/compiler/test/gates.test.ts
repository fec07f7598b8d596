import assert from 'node:assert/strict';
import { compile } from '@configurable-agents/compiler';
import type { CompileResult } from '@configurable-agents/compiler';
import { firstPartyManifests } from '../../../test/support/manifests.ts';

const NATIVE = (gates: string): string => `name: w
execution: { gates: ${gates} }
nodes:
  - { name: a, uses: set, with: { v: 1 } }
`;
const FLOW = (gates: string): string => `schema_version: '1.0'
flow: { name: w }
state: { fields: { topic: { type: str, required: true }, out: { type: str, default: '' } } }
nodes:
  - { id: a, prompt: 'Write of {state.topic}', outputs: [out], output_schema: { type: str } }
edges: [{ from: START, to: a }, { from: a, to: END }]
config:
  gates: ${gates}
`;

describe('gates', () => {
  const compiled = async (text: string): Promise<CompileResult> =>
    compile(text, { file: 'w.yaml', plugins: await firstPartyManifests() });
  const codes = ({ diagnostics }: CompileResult): readonly string[] =>
    diagnostics.filter(({ severity }) => severity !== 'info').map(({ code }) => code);

  it('of a native workflow stand in the graph, with the name of their metric and a warning where nothing is said', async () => {
    const result = await compiled(
      NATIVE('[{ metric: cost_usd, max: 1 }, { name: quick, metric: duration_ms, min: 1, max: 9, action: fail }]'),
    );
    assert.deepEqual(codes(result), []);
    assert.deepEqual(result.graph?.execution?.gates, [
      { name: 'cost_usd', metric: 'cost_usd', max: 1, action: 'warn' },
      { name: 'quick', metric: 'duration_ms', min: 1, max: 9, action: 'fail' },
    ]);
    assert.ok(result.graph?.features.includes('gates'));
  });

  it('that are wrong are found', async () => {
    for (const gates of [
      '[{ metric: costs, max: 1 }]',
      '[{ metric: cost_usd }]',
      '[{ metric: cost_usd, max: 1, action: stop }]',
      '[{ max: 1 }]',
    ]) {
      const { graph, diagnostics } = await compiled(NATIVE(gates));
      assert.equal(graph, undefined, gates);
      assert.ok(
        diagnostics.some(({ severity }) => severity === 'error'),
        gates,
      );
    }
  });

  it('of the flow dialect are the same, as a list or with what they do by default', async () => {
    const listed = await compiled(
      FLOW(
        `[{ metric: latency_ms, max: 30 }, { name: dear, metric: cost_usd_avg, threshold: 0.01, action: FAIL }, { metric: tokens, min_threshold: 2, enabled: false }]`,
      ),
    );
    assert.deepEqual(codes(listed), []);
    assert.deepEqual(listed.graph?.execution?.gates, [
      { name: 'duration_ms', metric: 'duration_ms', max: 30, action: 'warn' },
      { name: 'dear', metric: 'cost_usd', max: 0.01, action: 'fail' },
    ]);
    const mapped = await compiled(FLOW('{ gates: [{ metric: cost_usd, max: 1 }], on_fail: fail }'));
    assert.deepEqual(mapped.graph?.execution?.gates, [
      { name: 'cost_usd', metric: 'cost_usd', max: 1, action: 'fail' },
    ]);
  });

  it('of the flow dialect about what nobody counts have no effect, which is said', async () => {
    const result = await compiled(
      FLOW(
        '[{ metric: quality_score_avg, min_threshold: 0.6, action: FAIL }, { metric: cost_usd, max: 1, action: BLOCK_DEPLOY }]',
      ),
    );
    assert.deepEqual(codes(result), ['W319', 'W319']);
    assert.deepEqual(result.graph?.execution?.gates, [
      { name: 'cost_usd', metric: 'cost_usd', max: 1, action: 'warn' },
    ]);
  });
});
