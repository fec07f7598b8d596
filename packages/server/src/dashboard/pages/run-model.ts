// How the answer of a model came about: who was not there, which tools it called and what they gave, what came from the cache.
import type { ModelInput } from '../../model-input.ts';
import { duration } from '../format.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { payload } from '../parts.ts';

/** False where the model was asked once, and answered. */
export function modelTalk(asked: ModelInput): Html | false {
  const list = talkList(asked);
  return (
    list !== false &&
    html`<h3>Model</h3>
      ${list}`
  );
}

/** The same without a heading. */
export function talkList({ model, fallbacks, calls, cached, saved }: ModelInput): Html | false {
  if (fallbacks.length === 0 && calls.length === 0 && cached === 0) return false;
  return html`<ol class="talk">
    ${fallbacks.map(
      (each) =>
        html`<li class="fell">
          <b class="m">${each.model}</b> was not there:
          ${each.message}${model !== undefined && html`, so <b class="m">${model}</b> was asked`}
        </li>`,
    )}
    ${calls.map(
      (each) =>
        html`<li class="called">
          <details>
            <summary>
              called <b class="m">${each.name}</b>
              <span class="m q">${inOneLine(each.input)}</span
              >${each.isError && html` <span class="fail">failed</span>`}
              ${each.durationMs !== null && html` <span class="q">${duration(each.durationMs)}</span>`}
            </summary>
            ${payload(each.input)}
            <p class="q">${each.isError ? 'It was told' : 'It gave'}</p>
            ${payload(each.result)}
          </details>
        </li>`,
    )}
    ${cached > 0 && html`<li class="cached">${fromCache(cached, saved)}</li>`}
  </ol>`;
}

function fromCache(cached: number, saved: string): string {
  const answers = cached === 1 ? 'One answer' : `${cached} answers`;
  return `${answers} came from the cache of the node, at no cost${saved === '' ? '' : `; that saved ${saved}`}`;
}

const LONGEST_LINE = 120;

function inOneLine(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length <= LONGEST_LINE ? text : `${text.slice(0, LONGEST_LINE)}…`;
}
