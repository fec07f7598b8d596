// Preloaded by a server that must be found out: breaks it as SOAK_FAULT says.
import { ServerResponse } from 'node:http';
import { isMainThread } from 'node:worker_threads';

const AFTER_MS = 500;
const EVERY = 10;
const LEAK_EVERY_MS = 100;
const LEAKED_NUMBERS = 50_000;

if (isMainThread) {
  const fault = process.env['SOAK_FAULT'];
  if (fault === 'stderr') setTimeout(() => console.error('TypeError: nobody declared this'), AFTER_MS).unref();
  if (fault === 'memory') leak();
  if (fault === '5xx') answerWithFailures();
}

function leak(): void {
  const kept: number[][] = [];
  setInterval(() => kept.push(Array.from({ length: LEAKED_NUMBERS }, Math.random)), LEAK_EVERY_MS).unref();
}

function answerWithFailures(): void {
  const { prototype } = ServerResponse;
  // oxlint-disable-next-line typescript/unbound-method -- called below with the response it belongs to
  const { end } = prototype;
  let answers = 0;
  prototype.end = function failing(this: ServerResponse, ...given: readonly unknown[]): ServerResponse {
    const isWebhook = this.req.url?.startsWith('/webhooks') === true;
    if (isWebhook) answers += 1;
    if (isWebhook && answers % EVERY === EVERY - 1 && !this.headersSent) this.statusCode = 500;
    return Reflect.apply(end, this, given) as ServerResponse;
  } as typeof end;
}
