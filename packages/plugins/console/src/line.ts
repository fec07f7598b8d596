import type { Json, TrackedFact } from '@configurable-agents/plugin-sdk';

/** A fact as one readable line, or undefined where it is not worth one. Control characters are shown, never sent. */
export function lineOf({ runId, workflowName, fact }: TrackedFact): string | undefined {
  const what = describe(fact);
  return what === undefined ? undefined : visible(`${fact.time} ${workflowName} ${runId.slice(-8)} ${what}`);
}

function describe(fact: TrackedFact['fact']): string | undefined {
  switch (fact.kind) {
    case 'run.accepted':
      return 'accepted';
    case 'run.finished':
      return fact['status'] === 'failed' ? `failed: ${messageOf(fact['error'])}` : String(fact['status']);
    case 'node.completed':
      return `${String(fact['node'])} succeeded in ${String(fact['duration_ms'])} ms`;
    case 'node.skipped':
      return `${String(fact['node'])} skipped: its condition is false`;
    case 'node.attempt_failed':
      return `${String(fact['node'])} failed attempt ${String(fact['attempt'])}, tries again: ${messageOf(fact['error'])}`;
    case 'node.failed':
      return `${String(fact['node'])} failed: ${messageOf(fact['error'])}`;
    default:
      return undefined;
  }
}

function messageOf(error: Json | undefined): string {
  if (typeof error !== 'object' || error === null || Array.isArray(error)) return 'unknown';
  const { code, message } = error as { readonly [name: string]: Json };
  return `${String(code)} ${String(message)}`;
}

/** C0 and C1 controls, line separators and bidirectional controls would let a payload forge lines or hide text. */
function visible(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
