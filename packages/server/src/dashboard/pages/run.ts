import type { Context } from 'koa';
import type { JournalEntry, NodeRow, RunDetail } from '@configurable-agents/core';
import type { ExecutionGraph, GraphNode } from '@configurable-agents/core/graph';
import { callerOf } from '../../http/caller.ts';
import type { Deps } from '../../http/deps.ts';
import { detailOf } from '../../http/routes/runs.ts';
import { ago, cost, duration, shortId, tokens } from '../format.ts';
import { glyph, pill } from '../glyph.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { sendPage } from '../layout.ts';
import { modelInputOf } from '../../model-input.ts';
import { payload, workflowLink } from '../parts.ts';
import { timelineOf } from '../timeline.ts';
import { actions, questions, waitingFor, waitsOf } from './run-actions.ts';
import type { Waits } from './run-actions.ts';
import { earlierAttempts } from './run-attempts.ts';
import { journalPane } from './run-journal.ts';
import { modelTalk } from './run-model.ts';
import type { Segment, Timeline } from '../timeline.ts';

type Fact = JournalEntry['fact'];

/** Width of a bar's drawing in its own units. */
const WIDTH = 1000;

const REDACTED = {
  hidden: 'Some values are redacted: they are shown as ***, and taken out of the store when the run has ended.',
  removed: 'Some values are redacted: they were taken out of the store, so that this run cannot be retried or forked.',
} as const;

/** `/runs/:id`: what happened, node by node; follows the run while it is open. */
export function runPage(ctx: Context, deps: Deps, id: string): void {
  const run = detailOf(deps, id);
  const { reader } = deps.runtime;
  const graph = reader.graph(run.graph);
  const facts = reader.journal(id).map(({ fact }) => fact);
  const now = Date.now();
  const timeline = timelineOf(facts, now);
  const waits = waitsOf(facts);
  const isOpen = run.finished_at === null;
  const done = run.nodes.filter(({ status }) => status === 'succeeded' || status === 'skipped').length;
  sendPage(ctx, {
    title: `${isOpen ? `${done}/${run.nodes.length} ` : ''}${run.workflow_name} ${run.status}`,
    section: 'runs',
    ...(isOpen ? { live: `/api/runs/${id}/events` } : {}),
    main: html`
      <div class="head">
        <h1>${workflowLink(run)}</h1>
        ${pill(run.status)}
        <span class="m q">${run.run_id}</span>
      </div>
      ${actions(run, graph, callerOf(ctx))} ${factsRow(run, { now, provider: facts[0]?.['provider'] })}
      ${
        run.waits !== undefined &&
        html`<div class="strip wait" role="status">
          ${glyph('queued')}
          <p>${run.waits.text}</p>
        </div>`
      }
      ${run.redaction !== undefined && html`<p class="q" role="note">${REDACTED[run.redaction]}</p>`}
      ${run.error !== null && errorStrip(run.error)} ${questions(run, waits)} ${timelinePane(run, { timeline, graph })}
      <section aria-labelledby="nodes">
        <h2 id="nodes" class="lone">Nodes</h2>
        ${run.nodes.map((node) => nodePane(run, node, { graph, waits, facts }))}
      </section>
      <div class="two">
        <section class="pane" aria-labelledby="inputs">
          <div class="ph"><h2 id="inputs">Inputs</h2></div>
          <div class="pad">${payload(run.inputs, `/api/runs/${id}/payloads/inputs`)}</div>
        </section>
        <section class="pane" aria-labelledby="result">
          <div class="ph"><h2 id="result">${isOpen ? 'State so far' : 'Result'}</h2></div>
          <div class="pad">${isOpen ? payload(run.state) : payload(run.result, `/api/runs/${id}/payloads/result`)}</div>
        </section>
      </div>
      ${journalPane(run, facts)}
    `,
  });
}

function factsRow(run: RunDetail, { now, provider }: { readonly now: number; readonly provider: unknown }): Html {
  const elapsed = run.duration_ms ?? (run.started_at === null ? null : now - Date.parse(run.started_at));
  const by =
    run.trigger.event_type === undefined || run.trigger.event_type === run.trigger.name
      ? run.trigger.name
      : `${run.trigger.name}, ${run.trigger.event_type}`;
  return html`<dl class="facts">
    <div>
      <dt>${run.finished_at === null ? 'Running for' : 'Took'}</dt>
      <dd>${duration(elapsed)}</dd>
    </div>
    <div>
      <dt>Created</dt>
      <dd>${ago(run.created_at, now)}</dd>
    </div>
    <div>
      <dt>Started by</dt>
      <dd>
        ${by}${run.trigger.delivery_id !== undefined && html` <a class="q" href="/deliveries">delivery ${shortId(run.trigger.delivery_id)}</a>`}${
          run.trigger.parent_run_id !== undefined &&
          html` <a href="/runs/${run.trigger.parent_run_id}">run ${shortId(run.trigger.parent_run_id)}</a>`
        }
      </dd>
    </div>
    <div>
      <dt>Tokens</dt>
      <dd>${tokens(run.usage)}</dd>
    </div>
    <div>
      <dt>Cost</dt>
      <dd>${cost(run.usage.cost_usd)}</dd>
    </div>
    ${
      typeof provider === 'string' &&
      html`<div>
        <dt>Provider</dt>
        <dd>${provider}, for every LLM node</dd>
      </div>`
    }
  </dl>`;
}

function errorStrip({ node, code, message }: NonNullable<RunDetail['error']>): Html {
  return html`<div class="strip fail" role="alert">
    ${glyph('failed')}
    <p>${node !== null && html`<a href="#node-${node}">${node}</a>: `}${message} <span class="m">${code}</span></p>
  </div>`;
}

function timelinePane(
  run: RunDetail,
  { timeline, graph }: { readonly timeline: Timeline; readonly graph: ExecutionGraph | undefined },
): Html {
  const total = timeline.end - timeline.start;
  const row = (at: {
    readonly href: string;
    readonly name: string;
    readonly status: string;
    readonly bar: Html;
    readonly ms: number | null;
  }): Html =>
    html`<a class="row" href="${at.href}">
      <span class="name">${glyph(at.status)}<span>${at.name}</span></span>
      ${at.bar}
      <span class="n">${duration(at.ms)}</span>
    </a>`;
  const order = graph?.nodes.map(({ name }) => name) ?? [];
  const nodes = run.nodes.toSorted((a, b) => order.indexOf(a.node) - order.indexOf(b.node));
  return html`<section class="pane" aria-labelledby="timeline">
    <div class="ph">
      <h2 id="timeline">Timeline</h2>
      <ul class="key" aria-label="Bars">
        ${(['queued', 'running', 'done', 'backoff', 'failed'] as const).map((kind) => html`<li><svg viewBox="0 0 14 8" width="14" height="8" aria-hidden="true">${bar({ kind, from: 0, to: 1 }, { start: 0, total: 1, width: 14, height: 8 })}</svg>${kind}</li>`)}
      </ul>
    </div>
    <div class="timeline">
      ${row({ href: '#inputs', name: 'queued', status: 'queued', bar: bars([timeline.queued], timeline), ms: timeline.queued === undefined ? null : timeline.queued.to - timeline.queued.from })}
      ${nodes.map((node) => {
        const segments = timeline.rows.get(node.key) ?? [];
        const [first, last] = [segments[0], segments.at(-1)];
        const ms = first === undefined || last === undefined ? null : last.to - first.from;
        return row({
          href: `#node-${node.key}`,
          name: node.key,
          status: statusOf(node, segments),
          bar: bars(segments, timeline),
          ms,
        });
      })}
      <div class="axis" aria-hidden="true">
        <span></span
        ><span class="ticks"
          >${[0, 0.25, 0.5, 0.75, 1].map((part) => html`<span>${duration(total * part)}</span>`)}</span
        ><span></span>
      </div>
    </div>
  </section>`;
}

/** A node whose last bar is a backoff waits for its next attempt. */
function statusOf(node: NodeRow, segments: readonly Segment[]): string {
  return node.status === 'waiting' && segments.at(-1)?.kind === 'backoff' ? 'retrying' : node.status;
}

function bars(segments: readonly (Segment | undefined)[], { start, end }: Timeline): Html {
  const total = end - start;
  return html`<svg class="bars" viewBox="0 0 ${WIDTH} 16" preserveAspectRatio="none" aria-hidden="true">
    <path class="grid" d="M250 0v16M500 0v16M750 0v16" />
    ${segments.map((segment) => segment !== undefined && bar(segment, { start, total, width: WIDTH, height: 10, y: 3 }))}
  </svg>`;
}

function bar(
  { kind, from, to }: Segment,
  at: {
    readonly start: number;
    readonly total: number;
    readonly width: number;
    readonly height: number;
    readonly y?: number;
  },
): Html {
  const x = ((from - at.start) / at.total) * at.width;
  // A short bar stays visible, and inside.
  const width = Math.max(at.width / 300, ((to - from) / at.total) * at.width);
  const left = Math.min(x, at.width - width);
  return html`<rect
    class="s-${kind}"
    x="${left.toFixed(1)}"
    y="${at.y ?? 0}"
    width="${width.toFixed(1)}"
    height="${at.height}"
  />`;
}

function kindOf(definition: GraphNode | undefined): string {
  switch (definition?.kind) {
    case 'action':
      return definition.uses;
    case 'subrun':
      return `${definition.wait ? 'runs' : 'starts'} ${definition.workflow}`;
    case 'wait':
    case 'approval':
      return definition.kind;
    default:
      return 'set';
  }
}

function nodePane(
  run: RunDetail,
  node: NodeRow,
  {
    graph,
    waits,
    facts,
  }: { readonly graph: ExecutionGraph | undefined; readonly waits: Waits; readonly facts: readonly Fact[] },
): Html {
  const definition = graph?.nodes.find(({ name }) => name === node.node);
  const llm = definition?.kind === 'action' ? definition.llm : undefined;
  const what = llm === undefined ? kindOf(definition) : `${llm.provider} · ${llm.model}`;
  const ms =
    node.started_at === null || node.finished_at === null
      ? null
      : Date.parse(node.finished_at) - Date.parse(node.started_at);
  const link = (part: string): string => `/api/runs/${run.run_id}/payloads/${part}/${encodeURIComponent(node.key)}`;
  const asked = modelInputOf(node.input);
  const { prompt } = asked;
  const isShown =
    node.status === 'failed' || node.status === 'waiting' || node.status === 'running' || run.nodes.length <= 3;
  return html`<details class="pane node" id="node-${node.key}" ${isShown && html`open`}>
    <summary>
      ${glyph(node.status)}<b>${node.key}</b><span class="q">${node.status}</span><span class="m q">${what}</span>
      <span class="gap"></span>
      ${node.attempt > 1 && html`<span class="retry">attempt ${node.attempt}</span>`}
      <span class="q">${tokens(node.usage)}</span><span>${duration(ms)}</span>
    </summary>
    <div class="pad">
      ${
        node.error !== null &&
        html`<div class="strip fail">
          <p>${node.error.message} <span class="m">${node.error.code} · ${node.error.class}</span></p>
        </div>`
      }
      ${waitingFor(run, node, waits.get(node.key))} ${earlierAttempts(facts, node.key)}
      ${llm !== undefined && modelTalk(asked)}
      <div class="io">
        <div>
          <h3>${prompt === undefined ? 'Input' : 'Prompt'}</h3>
          ${node.input === null ? html`<p class="q">Nothing yet.</p>` : payload(prompt ?? node.input, link('input'))}
        </div>
        <div>
          <h3>Output</h3>
          ${startedRun(node, definition)}
          ${node.output === null ? html`<p class="q">${node.status === 'skipped' ? 'Skipped: its condition was false.' : 'Nothing yet.'}</p>` : payload(node.output, link('output'))}
        </div>
      </div>
    </div>
  </details>`;
}

/** The run that a node started. */
function startedRun({ output }: NodeRow, definition: GraphNode | undefined): Html | false {
  const id = definition?.kind === 'subrun' ? (output as { readonly run_id?: string } | null)?.run_id : undefined;
  return id !== undefined && html`<p><a href="/runs/${id}">run ${shortId(id)}</a></p>`;
}
