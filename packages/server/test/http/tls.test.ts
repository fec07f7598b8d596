import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { followKeyPair, readKeyPair, TlsError } from '../../src/http/tls.ts';
import type { TlsFiles } from '../../src/http/tls.ts';
import { dashboard, run, stopDashboards } from '../support/cli.ts';
import { closeServers, openTestServer } from '../support/server.ts';

/** A certificate of its own for a name, as files. */
function selfSigned(folder: string, name: string): TlsFiles {
  const files = { cert: join(folder, `${name}.crt`), key: join(folder, `${name}.key`) };
  const { status, stderr } = spawnSync('openssl', [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-subj',
    `/CN=${name}`,
    '-addext',
    `subjectAltName=DNS:${name}`,
    '-keyout',
    files.key,
    '-out',
    files.cert,
  ]);
  assert.equal(status, 0, stderr.toString());
  return files;
}

/** The name in the certificate that a server shows. */
async function nameShownBy(port: number): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
    resolve(socket.getPeerCertificate().subject.CN);
    socket.destroy();
  });
  socket.on('error', reject);
  return await promise;
}

async function get(
  port: number,
  host: string,
  ca: string,
): Promise<{ readonly status: number; readonly body: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>();
  const path = '/webhooks/generic';
  const options = {
    port,
    host: '127.0.0.1',
    servername: host,
    ca,
    path,
    headers: { Host: `${host}:${port}` },
    agent: false,
  };
  request(options, (response) => {
    let body = '';
    response.on('data', (chunk: Buffer) => (body += chunk.toString()));
    response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
  })
    .on('error', reject)
    .end();
  return await promise;
}

describe('TLS', function () {
  this.timeout(30_000);
  let folder: string;
  const servers: Server[] = [];
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'configurable-agents-tls-'))));
  afterEach(async () => {
    for (const server of servers.splice(0)) server.close();
    await closeServers();
    await stopDashboards();
    rmSync(folder, { recursive: true, force: true });
  });

  it('serves webhooks under the certificate, and names https addresses', async () => {
    const tls = selfSigned(folder, 'hooks.example.org');
    const { port, server } = await openTestServer({ tls, allowedHosts: ['hooks.example.org'] });
    assert.match(server.url, /^https:\/\/127\.0\.0\.1:/);
    const { status, body } = await get(port, 'hooks.example.org', readFileSync(tls.cert, 'utf8'));
    assert.equal(status, 200);
    assert.match(body, new RegExp(`POST https://hooks\\.example\\.org:${port}/webhooks/generic `));
  });

  it('takes a renewed certificate, and keeps the old one where the new one is broken', async () => {
    const [old, renewed] = [selfSigned(folder, 'old.example.org'), selfSigned(folder, 'new.example.org')];
    const files = { cert: join(folder, 'chain.pem'), key: join(folder, 'key.pem') };
    const put = ({ cert, key }: TlsFiles): void => {
      writeFileSync(files.cert, readFileSync(cert));
      writeFileSync(files.key, readFileSync(key));
    };
    put(old);
    const server = createServer(readKeyPair(files));
    servers.push(server);
    const said: string[] = [];
    const stop = followKeyPair(server, files, {
      log: (level, message) => said.push(`${level} ${message}`),
      lookMs: 20,
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    assert.equal(await nameShownBy(port), 'old.example.org');
    // The first look at a file may come late: what is written before it is no change, so it is written until it is seen.
    const until = async (pattern: RegExp, write: () => void): Promise<void> => {
      while (!pattern.test(said.at(-1) ?? '')) {
        write();
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    };
    await until(/^info .* was renewed$/, () => put(renewed));
    assert.equal(await nameShownBy(port), 'new.example.org');
    await until(/^warn the renewed certificate is not used: /, () => writeFileSync(files.cert, 'broken'));
    assert.equal(await nameShownBy(port), 'new.example.org');
    stop();
  });

  it('says what is wrong with the files', () => {
    const [a, b] = [selfSigned(folder, 'a.example.org'), selfSigned(folder, 'b.example.org')];
    const wrong: readonly (readonly [TlsFiles, RegExp])[] = [
      [{ ...a, cert: join(folder, 'none.pem') }, /the certificate .*none\.pem cannot be read: ENOENT$/],
      [{ ...a, key: a.cert }, /are no PEM certificate with its private key/],
      [{ cert: a.cert, key: b.key }, /are no PEM certificate with its private key/],
    ];
    for (const [files, message] of wrong) {
      assert.throws(
        () => readKeyPair(files),
        (error: Error) => error instanceof TlsError && message.test(error.message),
      );
    }
  });

  it('is a command line with both files, and the commands of this machine reach that server', async () => {
    const { cert, key } = selfSigned(folder, 'hooks.example.org');
    const half = await run(['dashboard', '--tls-cert', cert], { cwd: folder });
    assert.deepEqual([half.status, half.out], [2, '']);
    assert.match(half.err, /--tls-cert and --tls-key go together/);
    const wrong = await run(['dashboard', '--port', '0', '--tls-cert', cert, '--tls-key', cert], { cwd: folder });
    assert.equal(wrong.status, 3);
    assert.match(wrong.err, /no PEM certificate with its private key/);
    const { url } = await dashboard(['--tls-cert', cert, '--tls-key', key], { cwd: folder });
    assert.match(url, /^https:/);
    const doctor = await run(['doctor', '--json'], { cwd: folder });
    assert.match(doctor.out, /https:\/\/127\.0\.0\.1:\d+ holds the store/);
  });
});
