// Gates of quality: what a run has to have kept to, asked when it ends.
import type { ExecutionGraph, Gate } from '../graph/graph.ts';
import type { RunError } from './fact.ts';
import type { RunState } from './state.ts';

/** What came of a gate. `passed` is null where nobody knows the value. */
export type GateResult = Gate & { readonly value: number | null; readonly passed: boolean | null };

/** The gates of a run that ends at a time; nothing where it has none. */
export function gatesOf(
  { execution }: ExecutionGraph,
  state: RunState,
  time: number,
): { readonly gates?: readonly GateResult[] } {
  if (execution?.gates === undefined) return {};
  const gates = execution.gates.map((gate): GateResult => {
    const value = valueOf(gate.metric, state, time);
    const { min = -Infinity, max = Infinity } = gate;
    return { ...gate, value, passed: value === null ? null : value >= min && value <= max };
  });
  return { gates };
}

/** The first gate that fails the run. */
export function failedGate(gates: readonly GateResult[] = []): RunError | null {
  const failed = gates.find(({ passed, action }) => passed === false && action === 'fail');
  if (failed === undefined) return null;
  const { name, metric, value, min, max } = failed;
  const wanted = [...(min === undefined ? [] : [`at least ${min}`]), ...(max === undefined ? [] : [`at most ${max}`])];
  const message = `the gate ${name} is not passed: ${metric} is ${value}, and has to be ${wanted.join(' and ')}`;
  return { code: 'RUN_GATE_FAILED', message, node: null };
}

function valueOf(
  metric: Gate['metric'],
  { usage, calls, acceptedAt, startedAt }: RunState,
  time: number,
): number | null {
  const { input_tokens: input, output_tokens: output, cost_usd: cost } = usage;
  switch (metric) {
    case 'cost_usd':
      return cost;
    case 'input_tokens':
      return input;
    case 'output_tokens':
      return output;
    case 'total_tokens':
      return input === null || output === null ? null : input + output;
    case 'llm_calls':
      return calls;
    case 'duration_ms':
      return time - (startedAt ?? acceptedAt);
  }
}
