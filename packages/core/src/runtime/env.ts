// `env` of a workflow: variables that are read once, when a run starts, and kept with it.
import type { ExecutionGraph } from '../graph/graph.ts';
import type { InputError } from './api.ts';

export type Environment = { readonly [name: string]: string | undefined };

/** The values of the variables that a graph declares: what is set, else the default; nothing of one that has neither. */
export function envOf(
  { env = {} }: Pick<ExecutionGraph, 'env'>,
  set: Environment,
): { readonly [name: string]: string } {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, fallback]): [string, string][] => {
      const value = set[name] ?? fallback;
      return value === null ? [] : [[name, value]];
    }),
  );
}

/** What a graph asks for and the environment does not have, as one asks for inputs. */
export function missingEnv(graph: Pick<ExecutionGraph, 'env'>, set: Environment): readonly InputError[] {
  const values = envOf(graph, set);
  return Object.keys(graph.env ?? {})
    .filter((name) => values[name] === undefined)
    .map((name) => ({
      path: `/env/${name}`,
      message: `the environment variable ${name} is not set; set it where the engine runs, or give it a default under \`env\``,
    }));
}
