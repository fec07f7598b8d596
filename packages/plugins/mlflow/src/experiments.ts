import { TerminalError } from '@configurable-agents/plugin-sdk';
import { BoundedMap } from './bounded-map.ts';
import type { Client } from './client.ts';

/** Ids of experiments by name. They are kept: a batch has many runs of few experiments. */
export type Experiments = {
  /** The id, made where there is none. A deleted one is a `TerminalError` that names it. */
  readonly idOf: (name: string, client: Client) => Promise<string>;
  /** Looks the name up again the next time. */
  readonly forget: (name: string) => void;
};

const MOST_EXPERIMENTS = 1000;

export function openExperiments(): Experiments {
  // Promises, so that runs of one batch that need the same new experiment make it once.
  const ids = new BoundedMap<string, Promise<string>>(MOST_EXPERIMENTS);
  return {
    idOf: (name, client) => {
      const known = ids.get(name);
      if (known !== undefined) return known;
      const id = resolve(name, client);
      ids.set(name, id);
      id.catch(() => {
        if (ids.get(name) === id) ids.delete(name);
      });
      return id;
    },
    forget: (name) => ids.delete(name),
  };
}

async function resolve(name: string, client: Client): Promise<string> {
  const found = (await client.experimentByName(name)) ?? (await create(name, client));
  if (!found.isDeleted) return found.id;
  throw new TerminalError(
    `the experiment ${JSON.stringify(name)} (id ${found.id}) is deleted in MLflow, and its name stays taken; ` +
      `restore it with \`mlflow experiments restore --experiment-id ${found.id}\`, or set another \`experiment_name\``,
    { class: 'not_found', code: 'MLFLOW_EXPERIMENT_DELETED' },
  );
}

/** Another process may make it at the same time: then it is there after all. */
async function create(name: string, client: Client): ReturnType<typeof asFound> {
  const id = await client.createExperiment(name);
  return id === undefined ? asFound(name, client) : { id, isDeleted: false };
}

async function asFound(name: string, client: Client): Promise<{ readonly id: string; readonly isDeleted: boolean }> {
  const found = await client.experimentByName(name);
  if (found !== undefined) return found;
  throw new TerminalError(`MLflow says both that the experiment ${JSON.stringify(name)} exists and that it does not`);
}
