import type { TrackerStatus } from '@configurable-agents/core';
import type { Context } from 'koa';
import type { Deps } from '../../http/deps.ts';
import { shownPlugins } from '../../plugins/admin.ts';
import { offersInWords } from '../../plugins/shown.ts';
import type { ShownPlugin } from '../../plugins/shown.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { empty, sendPage } from '../layout.ts';

/** `/plugins`: what is at work, where it came from and what it may do. */
export function pluginsPage(ctx: Context, { plugins, runtime }: Deps): void {
  const all = plugins?.list() ?? shownPlugins(runtime, undefined);
  const added = all.filter((plugin) => !plugin.first_party);
  const own = all.filter((plugin) => plugin.first_party);
  sendPage(ctx, {
    title: 'Plugins',
    section: 'plugins',
    main: html`
      <div class="head">
        <h1>Plugins</h1>
        <span class="q">what workflows may use, and what each may do</span>
      </div>
      <section class="pane" aria-label="Added plugins">
        <h2>Added</h2>
        ${
          added.length === 0
            ? empty(
                'No plugin was added. Add one from a folder, a tarball or npm:',
                'configurable-agents plugins add ./acme',
              )
            : pluginTable(added)
        }
      </section>
      <section class="pane" aria-label="Plugins of the product">
        <h2>Of the product</h2>
        ${pluginTable(own)}
      </section>
      <section class="pane" aria-label="Trackers">
        <h2>Trackers</h2>
        ${trackerTable(runtime.health().trackers)}
      </section>
    `,
  });
}

function trackerTable(trackers: readonly TrackerStatus[]): Html {
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">Tracker</th>
          <th scope="col">Facts that wait</th>
          <th scope="col">Not taken</th>
          <th scope="col">Sent again</th>
          <th scope="col">Last error</th>
        </tr>
      </thead>
      <tbody>
        ${trackers.map(
          ({ name, lag, dropped, error, last_error: last, replay }) =>
            html`<tr>
              <td class="strong">${name}</td>
              <td>${lag}${error !== null && html`<span class="why">does not get through</span>`}</td>
              <td>${dropped}</td>
              <td>${replay === null ? '–' : `since ${replay.since}, ${replay.left} left`}</td>
              <td>${last === null ? '–' : `${last.at}: ${last.message}`}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function pluginTable(plugins: readonly ShownPlugin[]): Html {
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">Plugin</th>
          <th scope="col">Version</th>
          <th scope="col">Source</th>
          <th scope="col">Runs in</th>
          <th scope="col">May</th>
          <th scope="col">Offers</th>
        </tr>
      </thead>
      <tbody>
        ${plugins.map(pluginRow)}
      </tbody>
    </table>
  </div>`;
}

function pluginRow(plugin: ShownPlugin): Html {
  const { name, version, source, isolation, may, integrity, first_party: isOwn } = plugin;
  return html`<tr>
    <td class="strong">${name}</td>
    <td class="m" title="${integrity ?? (isOwn ? 'comes with the product' : 'not pinned by a lock file')}">
      ${version}
    </td>
    <td class="m">${source}</td>
    <td>${isolation === 'process' ? 'a process' : 'a worker'}</td>
    <td>
      ${
        may.length === 0
          ? html`<span class="q">${isOwn ? '–' : 'only compute'}</span>`
          : html`<ul>
              ${may.map((clause) => html`<li>${clause}</li>`)}
            </ul>`
      }
      ${!isOwn && integrity === null && html`<span class="why">not pinned by a lock file</span>`}
    </td>
    <td>${offersInWords(plugin)}</td>
  </tr>`;
}
