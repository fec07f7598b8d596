// What runs told of their end, and again.
import type { CallbackRow } from '@configurable-agents/core';
import { Failure } from '../failure.ts';
import { table } from '../output.ts';
import { post } from '../post.ts';
import { printable } from '../printable.ts';
import { openSession, openStore } from '../session.ts';
import type { CommandOptions } from '../session.ts';

/** `callbacks list [--status STATUS] [--url URL] [--limit N]` */
export async function listCallbacks(
  options: CommandOptions & { readonly status?: CallbackRow['status']; readonly url?: string; readonly limit: string },
): Promise<void> {
  const { status, url } = options;
  const limit = Number(options.limit);
  if (!Number.isInteger(limit) || limit < 1)
    throw new Failure(2, `--limit must be a number from 1, found ${options.limit}`);
  const session = await openSession(options);
  const reader = await openStore(session);
  const page = reader.callbacks({
    limit,
    ...(status === undefined ? {} : { status }),
    ...(url === undefined ? {} : { url }),
  });
  reader.close();
  const { output } = session;
  if (options.json === true) output.json(page);
  else if (page.items.length === 0) output.say('no callback');
  else {
    const rows = page.items.map((row) => [
      row.callback_id,
      row.status,
      printable(row.workflow_name),
      String(row.attempts),
      row.next_at?.slice(0, 19) ?? '-',
      printable(row.url),
      printable(row.status === 'delivered' ? '' : (row.last_error ?? '')),
    ]);
    output.result(table([['CALLBACK', 'STATUS', 'WORKFLOW', 'ATTEMPTS', 'NEXT (UTC)', 'URL', 'WHY'], ...rows]));
  }
}

/** `callbacks retry [ID] [--url URL]` */
export async function retryCallbacks(
  id: string | undefined,
  options: CommandOptions & { readonly url?: string },
): Promise<void> {
  const { url } = options;
  if ((id === undefined) === (url === undefined)) throw new Failure(2, 'give either the id of a callback or --url');
  if (id === undefined) {
    await post(
      options,
      (api) => api.POST('/api/callbacks/retry', { body: { url: url ?? '' } }),
      () => `sends again what ${url} did not take`,
    );
  } else
    await post(
      options,
      (api) => api.POST('/api/callbacks/{id}/retry', { params: { path: { id } }, body: {} }),
      () => `sends ${id} again`,
    );
}
