// Who may call a server, and who did what. Through the server that holds the store, else in the store itself.
import { userInfo } from 'node:os';
import type { Access, TokenRow } from '@configurable-agents/core';
import { nameProblem, scopeOf } from '../../access/new-token.ts';
import { parseDuration } from '../../times.ts';
import { Failure } from '../failure.ts';
import { expectOk, findHolder } from '../holder.ts';
import type { Holder } from '../holder.ts';
import { table } from '../output.ts';
import { printable } from '../printable.ts';
import { openSession, openStore } from '../session.ts';
import type { CommandOptions } from '../session.ts';

type CreateOptions = CommandOptions & { readonly scope: string; readonly expires?: string };

/** `tokens create NAME --scope SCOPE [--expires DURATION]`: the token on stdout, everything else on stderr. */
export async function createToken(name: string, options: CreateOptions): Promise<void> {
  const scope = scopeOf(options.scope);
  if (scope === undefined) throw new Failure(2, `--scope must be read, run or admin, found ${options.scope}`);
  const problem = nameProblem(name);
  if (problem !== undefined) throw new Failure(2, `the name ${problem}`);
  const forMs = options.expires === undefined ? undefined : parseDuration(options.expires);
  if (options.expires !== undefined && (forMs === undefined || forMs <= 0))
    throw new Failure(2, `--expires must be a duration such as 90d, found ${options.expires}`);
  const { settings, output } = await openSession(options);
  const dataDir = settings.dataDir.value;
  const holder = await findHolder(dataDir);
  const lasting = options.expires === undefined ? {} : { expires_in: options.expires };
  const made =
    holder === undefined
      ? await offline(dataDir, { action: 'tokens create', target: name }, ({ tokens }) => {
          const expires = forMs === undefined ? null : Date.now() + forMs;
          const { token, row } = tokens.create({ name, scope, expires, by: operator() });
          return { token, ...row };
        })
      : expectOk(await holder.call((api) => api.POST('/api/tokens', { body: { name, scope, ...lasting } })));
  if (options.json === true) return output.json(made);
  output.result(made.token);
  output.say(`token ${name} of the scope ${scope}; it is shown this once. Send it as: Authorization: Bearer TOKEN`);
}

/** `tokens list` */
export async function listTokens(options: CommandOptions): Promise<void> {
  const session = await openSession(options);
  const reader = await openStore(session);
  const items = reader.tokens();
  reader.close();
  const { output } = session;
  if (options.json === true) return output.json({ items, next_cursor: null });
  if (items.length === 0) return output.say('no token; make one: configurable-agents tokens create NAME --scope read');
  const now = Date.now();
  const rows = items.map((row) => [
    row.id,
    row.name,
    row.scope,
    stateOf(row, now),
    day(row.created_at),
    day(row.last_used_at),
  ]);
  output.result(table([['ID', 'NAME', 'SCOPE', 'STATE', 'CREATED', 'LAST USE'], ...rows]));
}

function stateOf({ expires_at: expires, revoked_at: revoked }: TokenRow, now: number): string {
  if (revoked !== null) return `revoked ${day(revoked)}`;
  if (expires === null) return 'counts';
  return Date.parse(expires) > now ? `until ${day(expires)}` : `expired ${day(expires)}`;
}

function day(time: string | null): string {
  return time === null ? '-' : time.slice(0, 16).replace('T', ' ');
}

/** `tokens revoke ID|NAME` */
export async function revokeToken(id: string, options: CommandOptions): Promise<void> {
  const session = await openSession(options);
  // Says where it looked when there is none.
  (await openStore(session)).close();
  const { settings, output } = session;
  const dataDir = settings.dataDir.value;
  const holder = await findHolder(dataDir);
  const row =
    holder === undefined
      ? await offline(dataDir, { action: 'tokens revoke', target: id }, ({ tokens }) => tokens.revoke(id))
      : await revokeThrough(holder, id);
  if (row === undefined)
    throw new Failure(
      1,
      `no token that still counts has the id or name ${id}; configurable-agents tokens list shows them`,
    );
  if (options.json === true) output.json(row);
  else output.say(`revoked ${row.name} (${row.id})`);
}

async function revokeThrough(holder: Holder, id: string): Promise<TokenRow | undefined> {
  const answer = await holder.call((api) => api.DELETE('/api/tokens/{id}', { params: { path: { id } } }));
  return !answer.ok && answer.status === 404 ? undefined : expectOk(answer);
}

/** With an entry in the audit log, also of what fails. */
async function offline<T>(
  dataDir: string,
  at: { readonly action: string; readonly target: string },
  work: (access: Access) => T,
): Promise<T> {
  const { changeAccess } = await import('@configurable-agents/core');
  return await changeAccess(dataDir, async (access) => {
    const done = access.audit.begin({ who: operator(), peer: null, ...at });
    try {
      const result = work(access);
      await done({ status: result === undefined ? 404 : 200, code: null });
      return result;
    } catch (error) {
      await done({ status: 409, code: error instanceof Error && 'code' in error ? String(error.code) : null });
      throw error;
    }
  });
}

function operator(): string {
  try {
    return `${userInfo().username} on this machine`;
  } catch {
    // A user without an entry in the list of users, as containers have them.
    return `user ${process.getuid?.() ?? '?'} on this machine`;
  }
}

/** `audit list` */
export async function listAudit(
  options: CommandOptions & { readonly limit: string; readonly cursor?: string },
): Promise<void> {
  const session = await openSession(options);
  const reader = await openStore(session);
  const { cursor } = options;
  const page = reader.audit({ limit: Number(options.limit) || 50, ...(cursor === undefined ? {} : { cursor }) });
  reader.close();
  const { output } = session;
  if (options.json === true) return output.json(page);
  if (page.items.length === 0) return output.say('nothing was changed yet by the API, the pages or a command');
  const rows = page.items.map(({ time, who, peer, action, target, status, code }) => [
    time.slice(0, 19),
    who,
    peer ?? '-',
    status === null ? 'unknown' : `${status}${code === null ? '' : ` ${code}`}`,
    action,
    printable(target),
  ]);
  output.result(table([['TIME', 'WHO', 'FROM', 'OUTCOME', 'WHAT', 'ON'], ...rows]));
  if (page.next_cursor !== null) output.say(`more: configurable-agents audit list --cursor ${page.next_cursor}`);
}
