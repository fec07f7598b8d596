// Requests that change something in a running server: nobody else may.
import { Failure } from './failure.ts';
import { expectOk, findHolder } from './holder.ts';
import type { Ask, Holder } from './holder.ts';
import { openSession } from './session.ts';
import type { CommandOptions, Session } from './session.ts';

/** Sends a request to the server that holds the store and prints its answer. Exit 3 where none runs. */
export async function post<Data>(
  options: CommandOptions,
  ask: Ask<Data>,
  say: (answer: Data) => string,
): Promise<void> {
  const session = await openSession(options);
  const holder = await holderOf(session);
  const answer = expectOk(await holder.call(ask));
  if (options.json === true) session.output.json(answer);
  else session.output.result(say(answer));
}

export async function holderOf({ settings }: Session): Promise<Holder> {
  const holder = await findHolder(settings.dataDir.value);
  if (holder !== undefined) return holder;
  throw new Failure(3, 'no server runs on this store; start one: configurable-agents dashboard');
}
