// Workflows that nodes of others run: a file beside the one that names it, or a registered name.
import { dirname, join } from 'node:path';
import type { FindWorkflow } from '@configurable-agents/compiler';
import type { Runtime, WorkflowRow } from '@configurable-agents/core';
import { Problem } from '../problem.ts';
import { readInside } from './jail.ts';
import { isPath } from './reference.ts';

/** Looks up what is registered, and files inside the workflows folder. */
export function finderOf({
  runtime,
  workflowsDir,
}: {
  readonly runtime: Runtime;
  readonly workflowsDir: string;
}): FindWorkflow {
  return (reference, from) => {
    if (!isPath(reference)) return registered(runtime, reference);
    try {
      const { shown, source } = readInside(workflowsDir, join(dirname(from), reference));
      return { file: shown, source };
    } catch (error) {
      // Outside of the folder, or not there: the compiler says so at the node.
      if (error instanceof Problem) return undefined;
      throw error;
    }
  };
}

/** `name`, or `name@7` for a revision. */
function registered({ reader }: Runtime, reference: string): ReturnType<FindWorkflow> {
  const [name = '', pin] = reference.split('@');
  const row: WorkflowRow | undefined =
    pin === undefined
      ? reader.workflow(name)
      : reader.revisions(name).find(({ revision, hash }) => String(revision) === pin || hash === pin);
  return row && { file: row.path ?? `${row.name}.yaml`, source: row.source };
}
