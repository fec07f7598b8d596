import type { JournalEntry, RunDetail } from '@configurable-agents/core';
import { html } from '../html.ts';
import type { Html } from '../html.ts';

/** Every fact of a run, folded away. */
export function journalPane(run: RunDetail, facts: readonly JournalEntry['fact'][]): Html {
  return html`<details class="pane" id="journal">
    <summary>
      <b>Journal</b><span class="q">${facts.length} facts</span><span class="gap"></span
      ><a href="/api/runs/${run.run_id}/journal">as JSON</a>
    </summary>
    <div class="scroll">
      <table class="dense">
        <thead>
          <tr>
            <th scope="col" class="n">#</th>
            <th scope="col">Time</th>
            <th scope="col">Fact</th>
            <th scope="col">Node</th>
            <th scope="col">Says</th>
          </tr>
        </thead>
        <tbody>
          ${facts.map(
            ({ sequence, time, kind, key, node: _node, ...rest }) =>
              html`<tr>
                <td class="n">${sequence}</td>
                <td class="m" title="${time}">${time.slice(11, 23)}</td>
                <td class="m">${kind}</td>
                <td>${typeof key === 'string' ? key : ''}</td>
                <td class="m says">${brief(rest)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}

function brief(rest: object): string {
  const text = JSON.stringify(rest);
  return text === '{}' ? '' : text.length > 240 ? `${text.slice(0, 240)}…` : text;
}
