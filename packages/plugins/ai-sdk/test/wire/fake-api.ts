// A vendor's API on loopback: it takes what the real one takes, and answers what a test tells it to.
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';

export type Recorded = {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: { readonly [key: string]: unknown };
};

export type Respond = (response: ServerResponse, request: IncomingMessage) => void;

export type FakeApi = {
  readonly url: string;
  /** What came, in order. */
  readonly requests: Recorded[];
  /** How every further call is answered. */
  readonly answerWith: (respond: Respond) => void;
  readonly close: () => void;
};

/** Starts a fake on a free port. `refuse` is what the vendor does not take, such as a wrong key: it comes before any answer. */
export async function openFakeApi(refuse: (request: Recorded) => Respond | undefined): Promise<FakeApi> {
  const requests: Recorded[] = [];
  let respond: Respond = replying(500, { error: { message: 'the test told no answer' } });
  const server = createServer((request, response) => {
    void readText(request).then((text) => {
      const { pathname, search } = new URL(request.url ?? '', 'http://fake');
      const { headers, method = '' } = request;
      const body = (text === '' ? {} : JSON.parse(text)) as Recorded['body'];
      const recorded = { method, path: pathname, query: search, headers, body };
      requests.push(recorded);
      return (refuse(recorded) ?? respond)(response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answerWith: (next) => (respond = next),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

type Headers = { readonly [name: string]: string };

/** One JSON body. */
export function replying(status: number, body: unknown, headers: Headers = {}): Respond {
  return (response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** Events of an answer, each as it stands on the wire, then the end of the response. */
export function streaming(events: readonly string[]): Respond {
  return (response) => openEvents(response).end(events.join(''));
}

/** The first events, then nothing more: the connection breaks. */
export function cutting(events: readonly string[]): Respond {
  return (response) => openEvents(response).write(events.join(''), () => response.destroy());
}

/** The first events, then silence. Without any, not even the status is sent. */
export function hanging(events: readonly string[]): Respond {
  return (response) => {
    if (events.length > 0) openEvents(response).write(events.join(''));
  };
}

/** The connection is reset before anything is answered. */
export const resetting: Respond = (response) => void response.socket?.resetAndDestroy();

/** The same text again and again, for as long as somebody reads. */
export function flooding(text: string, { status = 200, type = 'text/event-stream' } = {}): Respond {
  const chunk = Buffer.from(text);
  return (response) => {
    response.writeHead(status, { 'content-type': type });
    const pour = (): void => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', pour);
    pour();
  };
}

export function openEvents(response: ServerResponse): ServerResponse {
  return response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
}

/** A server-sent event of JSON. */
export function eventOf(data: unknown, name?: string): string {
  return `${name === undefined ? '' : `event: ${name}\n`}data: ${JSON.stringify(data)}\n\n`;
}
