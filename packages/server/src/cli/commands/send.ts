import { createHmac } from 'node:crypto';
import { ownVariables, secretFor, secretVariable } from '../../intake/secrets.ts';
import { Failure } from '../failure.ts';
import { findHolder, holderAt } from '../holder.ts';
import type { Holder } from '../holder.ts';
import { fieldsOf, parsePairs } from '../inputs.ts';
import { request } from '../request.ts';
import type { Received } from '../request.ts';
import { loadSecrets, openSession } from '../session.ts';
import type { CommandOptions } from '../session.ts';

type Options = CommandOptions & { readonly url?: string; readonly id?: string; readonly wait?: string };

/** `send WORKFLOW k=v…`: a test delivery to the generic webhook, signed with WEBHOOK_SECRET where it is set. */
export async function send(workflow: string, pairs: readonly string[], options: Options): Promise<void> {
  const session = await openSession(options);
  await loadSecrets(session);
  const { settings, output, env } = session;
  const server =
    options.url === undefined
      ? ((await findHolder(settings.dataDir.value)) ?? holderAt('http://127.0.0.1:8000'))
      : holderAt(urlOf(options.url));
  const inputs = parsePairs(pairs, await fieldsAt(server, workflow));
  const body = JSON.stringify({
    workflow_name: workflow,
    inputs,
    ...(options.id === undefined ? {} : { webhook_id: options.id }),
  });
  const { secretEnv, workflowSecretEnv } = settings;
  const secret = secretFor('generic', workflow, { env, secretEnv, workflowSecretEnv });
  if (secret === undefined) {
    const own = ownVariables('generic', settings);
    const variable = Object.hasOwn(own, workflow) ? own[workflow] : secretVariable('generic', settings);
    output.say(`${variable} is not set: the delivery is not signed`);
  }
  const url = new URL('/webhooks/generic', server.url);
  if (options.wait !== undefined) url.searchParams.set('wait', options.wait);
  const { status, text } = await post(url, body, secret);
  output.result(options.json === true ? text : pretty(text));
  const isFailed = text.includes('"status":"failed"');
  if (status < 300 && !isFailed) return;
  output.say(`the server answered ${status}`);
  process.exitCode = 1;
}

function urlOf(url: string): string {
  if (!URL.canParse(url))
    throw new Failure(2, `--url must be the address of a server such as http://127.0.0.1:8000, found ${url}`);
  return url;
}

/** Types of the workflow's inputs, where the server tells them; texts otherwise. */
async function fieldsAt(server: Holder, workflow: string): Promise<ReturnType<typeof fieldsOf> | undefined> {
  const answer = await server.call((api) => api.GET('/api/workflows/{name}', { params: { path: { name: workflow } } }));
  if (!answer.ok) return undefined;
  // Whoever listens at --url may have answered something else.
  const { graph }: Partial<typeof answer.data> = answer.data ?? {};
  return graph === undefined ? undefined : fieldsOf(graph);
}

async function post(url: URL, body: string, secret: string | undefined): Promise<Received> {
  const signature =
    secret === undefined
      ? {}
      : { 'X-Webhook-Signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` };
  try {
    return await request(url, { method: 'POST', headers: { 'Content-Type': 'application/json', ...signature }, body });
  } catch (cause) {
    throw new Failure(3, `no server answers at ${url.origin}; start one: configurable-agents dashboard`, { cause });
  }
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
