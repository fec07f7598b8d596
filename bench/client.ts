// A sender that takes little of the machine that it measures: plain sockets, requests that were made beforehand, and of an answer its status
// and its body. One that parsed and built as a server does would take as much of two cores as the server.
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';

export type Answer = { readonly status: number; readonly body: string };

export type Client = {
  readonly send: (request: Buffer) => Promise<Answer>;
  readonly close: () => void;
};

type Connection = { readonly socket: Socket; received: string; asked: PromiseWithResolvers<Answer> | undefined };

/** The bytes of a request with a JSON body. */
export function requestOf(
  url: string,
  { body, headers = {} }: { readonly body: string; readonly headers?: { readonly [name: string]: string } },
): Buffer {
  const { host, pathname, search } = new URL(url);
  const all = { host, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`POST ${pathname}${search} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
}

/** Opens a connection whenever all that there are wait for an answer. */
export function openClient(url: string): Client {
  const { hostname, port } = new URL(url);
  const all: Connection[] = [];
  const opened = async (): Promise<Connection> => {
    const socket = connect(Number(port), hostname).setNoDelay();
    await once(socket, 'connect');
    const connection = listening(socket);
    all.push(connection);
    return connection;
  };
  const idle: Connection[] = [];
  return {
    send: async (request) => {
      // Each in its turn, so that none rests until the server closes it.
      const connection = idle.shift() ?? (await opened());
      if (connection.socket.destroyed) throw new Error('the server has closed a connection');
      const asked = Promise.withResolvers<Answer>();
      connection.asked = asked;
      connection.socket.write(request);
      const answer = await asked.promise;
      idle.push(connection);
      return answer;
    },
    close: () => {
      for (const { socket } of all) socket.destroy();
    },
  };
}

function listening(socket: Socket): Connection {
  const connection: Connection = { socket, received: '', asked: undefined };
  socket.setEncoding('utf8').on('data', (text: string) => {
    connection.received += text;
    const answer = answerOf(connection.received);
    if (answer === undefined) return;
    connection.received = '';
    connection.asked?.resolve(answer);
  });
  socket.on('error', (error) => connection.asked?.reject(error));
  socket.on('close', () => connection.asked?.reject(new Error('the server has closed a connection')));
  return connection;
}

/** Undefined where more is to come. */
function answerOf(received: string): Answer | undefined {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const length = /\r\ncontent-length: (\d+)/i.exec(received.slice(0, end))?.[1];
  if (length === undefined) throw new Error(`an answer does not say its length: ${received.slice(0, end)}`);
  const body = received.slice(end + 4);
  if (Buffer.byteLength(body) < Number(length)) return undefined;
  return { status: Number(received.slice(9, 12)), body };
}
