import assert from 'node:assert/strict';
import { spanIdOf, traceIdOf } from '@configurable-agents/plugin-sdk';
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import { rootSpanId, spansOf } from '../../src/trace/attempts.ts';
import type { About } from '../../src/trace/attempts.ts';
import type { Fact } from '../../src/trace/fact.ts';
import type { Span } from '../../src/trace/span.ts';
import { runIdOf } from '../support/run.ts';

const runId = runIdOf(1);
const T0 = Date.UTC(2026, 0, 1);

/** A fact of an attempt of `greet` that ended after ten seconds and took one. */
function fact(kind: string, given: JsonObject = {}): Fact {
  const time = new Date(T0 + 10_000).toISOString();
  return { sequence: 5, time, kind, key: 'greet', node: 'greet', attempt: 1, duration_ms: 1000, ...given };
}

function spans(of: Fact, given: Partial<About> = {}): readonly Span[] {
  return spansOf(of, { runId, sendsContent: true, begunOf: () => undefined, ...given });
}

function only(of: Fact, given?: Partial<About>): Span {
  const [span, ...others] = spans(of, given);
  assert.ok(span !== undefined);
  assert.deepEqual(others, []);
  return span;
}

const typesOf = (list: readonly Span[]): readonly Json[] =>
  list.map(({ attributes }) => attributes['mlflow.spanType'] ?? '');
const used = { provider: 'google', model: 'gemini-2.5-flash', input_tokens: 11, output_tokens: 5, cost_usd: 0.25 };
const asked = { provider: 'google', model: 'gemini-2.5-flash', prompt: 'Add 1 and 2' };

describe('the span of an attempt', () => {
  it('lies under the run, from when it began to when it ended', () => {
    const span = only(fact('node.completed', { input: { name: 'Ada' }, output: 'Hello', plugin: 'code@0.1.0' }));
    assert.deepEqual(
      [span.name, span.traceId, span.parentId, span.startMs - T0, span.endMs - T0, span.status],
      ['node greet', traceIdOf(runId), rootSpanId(runId), 9000, 10_000, 'ok'],
    );
    assert.deepEqual(span.attributes, {
      'mlflow.spanType': 'TASK',
      'workflow.node': 'greet',
      'workflow.key': 'greet',
      'workflow.attempt': 1,
      'workflow.status': 'succeeded',
      'workflow.plugin': 'code@0.1.0',
      'mlflow.spanInputs': { name: 'Ada' },
      'mlflow.spanOutputs': 'Hello',
    });
  });

  it('is a tool where it is an action of a plugin, and a link of the chain where the engine does it', () => {
    assert.deepEqual(typesOf(spans(fact('node.completed', { plugin: 'http@0.1.0' }))), ['TOOL']);
    assert.deepEqual(typesOf(spans(fact('node.completed'))), ['CHAIN']);
  });

  it('has an id of its own for each attempt, the same every time', () => {
    const ids = [1, 2].map((attempt) => only(fact('node.attempt_failed', { attempt })).spanId);
    assert.equal(new Set(ids).size, 2);
    assert.equal(only(fact('node.completed', { attempt: 2 })).spanId, ids[1]);
    assert.ok(ids.every((id) => /^[0-9a-f]{16}$/.test(id)));
  });

  it('of an item lies under that of its map', () => {
    const map = only(fact('node.completed', { key: 'each#2', attempt: 1 }));
    const item = only(fact('node.completed', { key: 'each#2[7]', attempt: 3 }));
    assert.equal(item.parentId, map.spanId);
    assert.equal(map.parentId, rootSpanId(runId));
  });

  it('says how it failed, with a message only where content is sent', () => {
    const error = { code: 'HTTP_503', class: 'unavailable', message: 'the shop said no to Ada' };
    for (const kind of ['node.failed', 'node.attempt_failed']) {
      const span = only(fact(kind, { error }));
      assert.equal(span.status, 'error');
      assert.deepEqual(span.error, { type: 'HTTP_503', message: 'the shop said no to Ada' });
      assert.equal(span.attributes['error.type'], 'HTTP_503');
    }
    const silent = spans(fact('node.failed', { error, input: { name: 'Ada' }, models: [used] }), {
      sendsContent: false,
    });
    assert.ok(!JSON.stringify(silent).includes('Ada'), JSON.stringify(silent));
    assert.deepEqual(silent[0]?.error, { type: 'HTTP_503', message: 'unavailable' });
  });

  it('of what was lost or cancelled begins when it is known to have', () => {
    const begunOf = (): { readonly attempt: number; readonly ms: number } => ({ attempt: 2, ms: T0 + 4000 });
    const { duration_ms: _took, attempt: _attempt, ...cancelled } = fact('node.cancelled');
    const span = only(cancelled, { begunOf });
    assert.deepEqual([span.startMs - T0, span.status, span.attributes['workflow.attempt']], [4000, undefined, 2]);
    const { duration_ms: _, ...lost } = fact('attempt.lost', { attempt: 2 });
    assert.deepEqual([only(lost as Fact, { begunOf }).startMs - T0, only(lost as Fact).startMs - T0], [4000, 10_000]);
    assert.equal(only(lost as Fact).error?.type, 'attempt.lost');
    assert.deepEqual(spans(cancelled as Fact), [], 'what never began has no span');
  });

  it('is none of a fact that ends nothing', () => {
    assert.deepEqual(spans(fact('node.scheduled')), []);
    assert.deepEqual(spans({ sequence: 1, time: new Date(T0).toISOString(), kind: 'run.finished' }), []);
  });
});

describe('the spans of calls', () => {
  it('are one of the model where it was called once, with what it used and the chat', () => {
    const [node, call] = spans(
      fact('node.completed', { input: { ...asked, system: 'Be short' }, output: '3', models: [{ ...used, calls: 1 }] }),
    );
    assert.equal(node?.attributes['mlflow.spanType'], 'TASK');
    assert.ok(call !== undefined);
    assert.deepEqual(
      [call.name, call.kind, call.parentId, call.startMs, call.endMs],
      ['chat gemini-2.5-flash', 'client', node?.spanId, node?.startMs, node?.endMs],
    );
    assert.deepEqual(call.attributes, {
      'mlflow.spanType': 'CHAT_MODEL',
      'mlflow.llm.model': 'gemini-2.5-flash',
      'mlflow.llm.provider': 'google',
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'gcp.gemini',
      'gen_ai.request.model': 'gemini-2.5-flash',
      'gen_ai.usage.input_tokens': 11,
      'gen_ai.usage.output_tokens': 5,
      'mlflow.chat.tokenUsage': { input_tokens: 11, output_tokens: 5, total_tokens: 16 },
      'mlflow.llm.cost': { total_cost: 0.25 },
      'mlflow.spanInputs': {
        messages: [
          { role: 'system', content: 'Be short' },
          { role: 'user', content: 'Add 1 and 2' },
        ],
      },
      'mlflow.spanOutputs': { choices: [{ index: 0, message: { role: 'assistant', content: '3' } }] },
    });
  });

  it('say of an answer out of the cache that it is one, and that it cost nothing', () => {
    const spared = { ...used, calls: 0, input_tokens: 0, output_tokens: 0, cost_usd: 0 };
    const [, alone] = spans(fact('node.completed', { output: '', models: [spared] }));
    const step = { kind: 'model', at_ms: 1, duration_ms: 0, cached: true, ...spared };
    const [, amongOthers] = spans(fact('node.completed', { output: '', steps: [step, step], models: [spared] }));
    for (const call of [alone, amongOthers]) {
      assert.equal(call?.attributes['workflow.cached'], true);
      assert.deepEqual(call.attributes['mlflow.llm.cost'], { total_cost: 0 });
    }
  });

  it('claim nothing of what is not known', () => {
    const unknown = { provider: 'acme', model: 'm', input_tokens: 3, output_tokens: null, cost_usd: null };
    const [, call] = spans(fact('node.completed', { models: [unknown], output: '' }));
    const names = Object.keys(call?.attributes ?? {}).filter((name) => /usage|cost/i.test(name));
    assert.deepEqual(names, ['gen_ai.usage.input_tokens']);
  });

  const steps = [
    { kind: 'model', at_ms: 10, duration_ms: 300, ...used },
    { kind: 'tool', name: 'add', at_ms: 310, duration_ms: 20 },
    { kind: 'tool', name: 'add', at_ms: 330, duration_ms: 5, error: { code: 'TOOL_FAILED', class: 'error' } },
    { kind: 'model', at_ms: 340, duration_ms: 600, ...used },
  ];
  const calls = [
    { name: 'add', input: { a: 1, b: 2 }, result: '3' },
    { name: 'add', input: { a: 'x' }, result: '{"error":"wrong"}' },
  ];

  it('of an agent are its models and tools in their order, with their times, and the chat as it grew', () => {
    const input = { ...asked, tool_calls: calls };
    const [agent, ...below] = spans(fact('node.completed', { input, output: 'It is 3', steps, models: [used] }));
    assert.deepEqual(
      [agent?.name, agent?.attributes['mlflow.spanType'], agent?.attributes['gen_ai.agent.name']],
      ['invoke_agent greet', 'AGENT', 'greet'],
    );
    assert.deepEqual(typesOf(below), ['CHAT_MODEL', 'TOOL', 'TOOL', 'CHAT_MODEL']);
    assert.deepEqual(
      below.map(({ name, startMs, endMs, status }) => [name, startMs - T0, endMs - T0, status]),
      [
        ['chat gemini-2.5-flash', 9010, 9310, 'ok'],
        ['execute_tool add', 9310, 9330, 'ok'],
        ['execute_tool add', 9330, 9335, 'error'],
        ['chat gemini-2.5-flash', 9340, 9940, 'ok'],
      ],
    );
    assert.ok(below.every(({ parentId }) => parentId === agent?.spanId));
    assert.deepEqual(below[1]?.attributes['mlflow.spanInputs'], { a: 1, b: 2 });
    assert.deepEqual(below[1]?.attributes['mlflow.spanOutputs'], { result: '3' });
    const chat = below[3]?.attributes['mlflow.spanInputs'] as { readonly messages: readonly JsonObject[] } | undefined;
    assert.deepEqual(
      chat?.messages.map(({ role }) => role),
      ['user', 'assistant', 'tool', 'tool'],
    );
    assert.deepEqual(below[3]?.attributes['mlflow.spanOutputs'], {
      choices: [{ index: 0, message: { role: 'assistant', content: 'It is 3' } }],
    });
  });

  it('have what was used and nothing above them has: a server adds it up over all spans', () => {
    const all = spans(
      fact('node.completed', { output: '', steps, models: [{ ...used, input_tokens: 22, output_tokens: 10 }] }),
    );
    const sum = all.reduce((total, { attributes }) => {
      const usage = attributes['mlflow.chat.tokenUsage'] as { readonly total_tokens: number } | undefined;
      return total + (usage?.total_tokens ?? 0);
    }, 0);
    assert.equal(sum, 32);
    assert.ok(
      all.every(
        ({ attributes }) => 'mlflow.llm.cost' in attributes === (attributes['mlflow.spanType'] === 'CHAT_MODEL'),
      ),
    );
  });

  it('end with their attempt at the latest, also where clocks differ', () => {
    const late = [{ ...steps[0], at_ms: 900, duration_ms: 5000 }, steps[1]] as Json;
    for (const span of spans(fact('node.failed', { steps: late, error: { code: 'X' } }))) {
      assert.ok(span.startMs <= span.endMs && span.endMs <= T0 + 10_000);
    }
  });

  it('pass over calls that were told and not made', () => {
    const input = { ...asked, tool_calls: [{ name: 'sub', input: { a: 9 }, result: 'not called' }, ...calls] };
    const below = spans(fact('node.completed', { input, output: '', steps }));
    assert.deepEqual(below[2]?.attributes['mlflow.spanInputs'], { a: 1, b: 2 });
  });

  it('hold large contents within a bound', () => {
    const input = { ...asked, prompt: 'x'.repeat(5_000_000), tool_calls: calls };
    for (const span of spans(fact('node.completed', { input, output: 'y'.repeat(5_000_000), steps }))) {
      assert.ok(JSON.stringify(span).length < 200_000);
    }
  });
});

describe('ids', () => {
  it('of a trace are those of the run, and those of spans follow from what they are about', () => {
    assert.equal(traceIdOf('01900000-0000-7000-8000-000000000001'), '01900000000070008000000000000001');
    assert.match(traceIdOf('something else'), /^[0-9a-f]{32}$/);
    assert.notEqual(spanIdOf('a', 'b', 1), spanIdOf('a', 'b1'));
  });
});
