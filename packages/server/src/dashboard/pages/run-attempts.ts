// The attempts of a node before its last one: why each failed, and what its model had done by then.
import type { JournalEntry } from '@configurable-agents/core';
import type { Json } from '@configurable-agents/plugin-sdk';
import { modelInputOf } from '../../model-input.ts';
import { duration, plural } from '../format.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { talkList } from './run-model.ts';

type Fact = JournalEntry['fact'];

/** Of a node that is tried again and again the latest are of interest; the journal has all. */
const MOST_SHOWN = 10;

/** False where there were none. */
export function earlierAttempts(facts: readonly Fact[], of: string): Html | false {
  const failed = facts.filter(
    ({ kind, key }) => key === of && (kind === 'node.attempt_failed' || kind === 'attempt.lost'),
  );
  if (failed.length === 0) return false;
  const more = failed.length - MOST_SHOWN;
  return html`<details class="attempts">
    <summary>${plural(failed.length, 'attempt')} before</summary>
    <ol class="talk">
      ${more > 0 && html`<li class="q">${plural(more, 'attempt')} more in the journal</li>`}
      ${failed
        .slice(-MOST_SHOWN)
        .map(
          (fact) =>
            html`<li>
              <b>attempt ${String(fact['attempt'])}</b> ${whyOf(fact)} ${talkList(modelInputOf(inputOf(fact)))}
            </li>`,
        )}
    </ol>
  </details>`;
}

function whyOf(fact: Fact): Html {
  if (fact.kind === 'attempt.lost') return html`was lost with what it ran in, and sent again`;
  const { error, duration_ms: ms } = fact as { readonly error?: unknown; readonly duration_ms?: unknown };
  const { code = '', message = '' } = (error ?? {}) as { readonly code?: string; readonly message?: string };
  return html`failed${typeof ms === 'number' && ` after ${duration(ms)}`}: ${message} <span class="m">${code}</span>`;
}

function inputOf({ input }: Fact): Json {
  return input ?? null;
}
