import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLog, weighed } from '../../src/cli/log.ts';
import type { Log } from '../../src/cli/log.ts';
import { dashboard, stopDashboards } from '../support/cli.ts';
import { closeServers, openTestServer } from '../support/server.ts';

describe('lines of the log', () => {
  const lines: string[] = [];
  const log = (options: Partial<Parameters<typeof openLog>[0]>): Log =>
    openLog({ format: 'human', least: 'info', write: (line) => void lines.push(line), now: () => 0, ...options });
  beforeEach(() => lines.splice(0));

  it('are one each, with the fields that the sentence does not have', () => {
    log({})('warn', 'notify: send: it\nfailed', { run_id: 'r1', node: 'send', left: 2 });
    log({})('debug', 'not shown');
    assert.deepEqual(lines, ['warn: notify: send: it\\nfailed run_id=r1 left=2']);
  });

  it('are objects in JSON, whose own names no field takes', () => {
    log({ format: 'json' })('error', 'a "quoted"\nline', { run_id: 'r1', level: 'debug', time: 'never' });
    assert.deepEqual(
      lines.map((line) => JSON.parse(line) as unknown),
      [{ run_id: 'r1', level: 'error', time: '1970-01-01T00:00:00.000Z', message: 'a "quoted"\nline' }],
    );
  });

  it('have the weight that a sentence begins with', () => {
    assert.deepEqual(weighed('warning: a: b'), { level: 'warn', message: 'a: b' });
    assert.deepEqual(weighed('note: a'), { level: 'info', message: 'a' });
    assert.deepEqual(weighed('resumed 3 open runs'), { level: 'info', message: 'resumed 3 open runs' });
  });
});

describe('requests in the log', function () {
  this.timeout(30_000);
  afterEach(closeServers);
  afterEach(stopDashboards);

  type Line = { readonly level: string; readonly message: string; readonly fields: Record<string, unknown> };
  async function opened(options: Parameters<typeof openTestServer>[0] = {}): Promise<{
    readonly lines: Line[];
    readonly server: Awaited<ReturnType<typeof openTestServer>>;
  }> {
    const lines: Line[] = [];
    const server = await openTestServer({
      ...options,
      log: (level, message, fields = {}) => void lines.push({ level, message, fields }),
    });
    return { lines, server };
  }

  it('have the id that the answer names, who called, and the run that was started', async () => {
    const { lines, server } = await opened();
    await server.register();
    const sent = { workflow_name: 'notify', inputs: { message: 'not for the log' } };
    const answer = await server.post('/webhooks/generic?secret=x', sent);
    const [line] = lines.filter(({ message }) => message.startsWith('POST /webhooks/generic'));
    assert.deepEqual([line?.level, line?.message], ['debug', 'POST /webhooks/generic 202']);
    assert.equal(line?.fields['run_id'], answer.body['run_id']);
    assert.equal(line?.fields['request_id'], answer.headers.get('x-request-id'));
    await server.get('/api/runs');
    assert.equal(lines.at(-1)?.fields['who'], 'this machine');
    assert.ok(!JSON.stringify(lines).includes('not for the log') && !JSON.stringify(lines).includes('secret'));
  });

  it('take their id from a trusted proxy only, and only one that is a word', async () => {
    const { server } = await opened({ trustProxy: true, token: 't' });
    const idOf = async ({ get }: typeof server, id: string): Promise<string | null> =>
      (await get('/healthz', { 'X-Request-Id': id })).headers.get('x-request-id');
    assert.equal(await idOf(server, 'from-the-proxy.1'), 'from-the-proxy.1');
    assert.match(String(await idOf(server, 'two words')), /^[\da-f-]{36}$/);
    const other = await opened();
    assert.match(String(await idOf(other.server, 'from-nobody')), /^[\da-f-]{36}$/);
  });

  it('stand beside a failure of the server', async () => {
    const { lines, server } = await opened();
    Object.defineProperty(server.runtime.reader, 'runs', {
      value: () => {
        throw new Error('broken on purpose');
      },
    });
    // Not by the test server's own `get`, which takes no answer that is not declared.
    const answer = await fetch(new URL('/api/runs', server.url));
    assert.equal(answer.status, 500);
    const told = lines.filter(({ fields }) => fields['request_id'] === answer.headers.get('x-request-id'));
    assert.deepEqual(
      told.map(({ level, message }) => [level, message]),
      [
        ['error', 'GET /api/runs: Error: broken on purpose'],
        ['debug', 'GET /api/runs 500'],
      ],
    );
    assert.ok(!(await answer.text()).includes('on purpose'));
  });

  it('are JSON, as every line of a server with --log-format json', async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'configurable-agents-log-'));
    const { child, url } = await dashboard(['--log-format', 'json', '--log-level', 'debug', '--provider', 'echo'], {
      cwd,
    });
    let text = '';
    child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
    await fetch(new URL('/healthz', url));
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGTERM');
    await ended;
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.ok(lines.some(({ message, level }) => message === 'GET /healthz 200' && level === 'debug'));
    assert.ok(lines.some(({ message }) => String(message).startsWith('stopping: no new requests')));
    assert.ok(lines.every(({ time, level }) => typeof time === 'string' && typeof level === 'string'));
    rmSync(cwd, { recursive: true, force: true });
  });
});
