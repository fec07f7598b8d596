import createFetchClient from 'openapi-fetch';
import type { Client as FetchClient } from 'openapi-fetch';
import type { paths } from './api.generated.ts';
import { ApiProblem } from './problem.ts';

export type ClientOptions = {
  /** Address of the server, such as `http://127.0.0.1:8000`. */
  readonly url: string;
  /** Asked of callers that are not on the server's machine. */
  readonly token?: string;
  /** What sends requests. Default: the one of the platform. */
  readonly fetch?: (request: Request) => Promise<Response>;
};

export type Client = FetchClient<paths>;

/**
 * A client of the API: one typed call for each method and path of its document.
 *
 * @example
 * const api = createClient({ url: 'http://127.0.0.1:8000' });
 * const { run_id } = dataOf(await api.POST('/api/runs', { body: { workflow_name: 'notify', inputs: { message: 'hello' } } }));
 * const run = dataOf(await api.GET('/api/runs/{id}', { params: { path: { id: run_id } } }));
 */
export function createClient({ url, token, fetch }: ClientOptions): Client {
  return createFetchClient<paths>({
    baseUrl: url.replace(/\/$/, ''),
    // The server asks it of every write, also of those without a body.
    headers: {
      'Content-Type': 'application/json',
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    },
    ...(fetch === undefined ? {} : { fetch }),
  });
}

type Answered<Data> = { readonly data?: Data; readonly error?: unknown; readonly response: Response };

/** What a good answer holds. Throws `ApiProblem` for a refusal. */
export function dataOf<Data>({ data, error, response }: Answered<Data>): NonNullable<Data> {
  if (!response.ok) throw new ApiProblem(response.status, error);
  return data as NonNullable<Data>;
}
