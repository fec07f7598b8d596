import type { Context } from 'koa';
import type { CostGroup, CostReport, CostSum } from '@configurable-agents/core';
import { FIELDS_OF, gapsIn, nameOf } from '../../costs/shown.ts';
import type { Deps } from '../../http/deps.ts';
import { costQuery } from '../../http/routes/costs.ts';
import { cost, plural } from '../format.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { empty, sendPage } from '../layout.ts';

const PARTS: readonly { readonly by: CostGroup; readonly title: string; readonly heads: readonly string[] }[] = [
  { by: 'day', title: 'By day', heads: ['Day (UTC)'] },
  { by: 'workflow', title: 'By workflow', heads: ['Workflow'] },
  { by: 'model', title: 'By model', heads: ['Provider', 'Model'] },
  { by: 'node', title: 'By node', heads: ['Workflow', 'Node'] },
];

/** `/cost?since=&until=&workflow=&run=`: what models cost, by day, workflow, model and node. */
export function costPage(ctx: Context, { runtime }: Deps): void {
  const { filter } = costQuery(ctx);
  const reports = PARTS.map(({ by }) => runtime.reader.costs(by, filter));
  const [first] = reports;
  const isEmpty = first === undefined || first.items.length === 0;
  sendPage(ctx, {
    title: 'Cost',
    section: 'cost',
    main: html`
      <div class="head">
        <h1>Cost</h1>
        <span class="q">what models cost, summed up over the runs that the store keeps</span>
      </div>
      ${isEmpty ? empty('No model was called. A run calls some:', 'configurable-agents run FILE') : whole(first)}
      ${!isEmpty && PARTS.map((part, i) => costTable(part, reports[i] ?? first))}
    `,
  });
}

function whole(report: CostReport): Html {
  const { total, prices } = report;
  return html`<section class="pane" aria-label="In all">
    <h2>In all: ${cost(total.cost_usd)}</h2>
    <p>
      ${plural(total.calls, 'call')} in ${plural(total.runs, 'run')}, ${count(total.input_tokens)} tokens in,
      ${count(total.output_tokens)} out.
    </p>
    ${gapsIn(report).map((gap) => html`<p class="why">${gap}</p>`)}
    ${prices.length > 0 && html`<p class="q">Prices: ${prices.join(', ')}</p>`}
  </section>`;
}

function costTable({ by, title, heads }: (typeof PARTS)[number], { items }: CostReport): Html {
  return html`<section class="pane" aria-label="${title}">
    <h2>${title}</h2>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            ${[...heads, 'Runs', 'Calls', 'Unknown', 'Tokens in', 'Tokens out', 'Cost'].map(
              (head) => html`<th scope="col">${head}</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${items.map(
            (row) =>
              html`<tr>
                ${nameOf(by, row).map((name, i) => html`<td class="${FIELDS_OF[by][i] === 'day' ? 'm' : 'strong'}">${name}</td>`)}
                ${sums(row)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

function sums(sum: CostSum): readonly Html[] {
  const cells = [sum.runs, sum.calls, sum.unknown_calls, sum.input_tokens, sum.output_tokens].map(count);
  return [...cells, cost(sum.cost_usd)].map((cell) => html`<td class="m">${cell}</td>`);
}

function count(value: number | null): string {
  return value === null ? '–' : value.toLocaleString('en-US');
}
