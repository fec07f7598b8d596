// What the limits of a workflow make of a run that is asked for.
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import type { Judged } from '../admit/admit.ts';
import { admissionOf } from '../admit/of-graph.ts';
import { RuntimeError } from '../errors.ts';
import type { StartRequest } from './api.ts';
import type { Admissions } from './admissions.ts';
import { envOf } from './env.ts';
import type { Environment } from './env.ts';

/** The run as it is let in, none by `on_conflict: skip`, or limits that cannot be told. */
export type Limited = Judged | { readonly kind: 'invalid'; readonly problem: string };

/** `inputs` have been validated and have their defaults. */
export function limitedBy(
  { judge, env }: Pick<Admissions, 'judge'> & { readonly env: Environment },
  { graph, workflowName: workflow, trigger, event }: StartRequest,
  inputs: JsonObject,
): Limited {
  const asked = { trigger, inputs, env: envOf(graph, env), ...(event === undefined ? {} : { event }) };
  const found = admissionOf(graph, asked);
  return 'problem' in found
    ? { kind: 'invalid', problem: found.problem }
    : judge({ workflow, admission: found.admission });
}

/** The same for who asks for one run: throws `RUN_SKIPPED`, `RUN_LIMITS_INVALID`. */
export function acceptable(limited: Limited, workflowName: string): Extract<Judged, { readonly kind: 'accept' }> {
  if (limited.kind === 'accept') return limited;
  const none = `no run of ${workflowName} was started`;
  throw limited.kind === 'skip'
    ? new RuntimeError('RUN_SKIPPED', `${none}: ${limited.reason}`)
    : new RuntimeError('RUN_LIMITS_INVALID', `${none}: ${limited.problem}`);
}
