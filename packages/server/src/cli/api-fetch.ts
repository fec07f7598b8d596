import { Failure } from './failure.ts';
import { request } from './request.ts';

/** What the API's client sends by: requests as the commands send them, and answers that are JSON or nothing. */
export async function apiFetch(asked: Request): Promise<Response> {
  const url = new URL(asked.url);
  const { status, text } = await request(url, {
    method: asked.method,
    headers: { ...Object.fromEntries(asked.headers), accept: 'application/json' },
    ...(asked.body === null ? {} : { body: await asked.text() }),
  });
  assertJson(text, url.origin);
  return new Response(text === '' ? null : text, { status });
}

/** Whatever else listens at the address answers with a page, as a rule. */
function assertJson(text: string, origin: string): void {
  if (text === '') return;
  try {
    JSON.parse(text);
  } catch (cause) {
    throw new Failure(3, `what answers at ${origin} is not a configurable-agents server`, { cause });
  }
}
