// An API under a certificate of its own, which nobody has signed.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let pair: { readonly cert: string; readonly key: string } | undefined;

export async function openUntrusted(): Promise<{ readonly url: string; readonly close: () => void }> {
  const server = createServer((pair ??= selfSigned()), (_request, response) => response.end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

function selfSigned(): { readonly cert: string; readonly key: string } {
  const folder = mkdtempSync(join(tmpdir(), 'untrusted-'));
  try {
    const files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
    const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
    const made = ['-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', files.key, '-out', files.cert];
    const { status, stderr } = spawnSync('openssl', ['req', '-x509', ...subject, ...made]);
    assert.equal(status, 0, stderr.toString());
    return { cert: readFileSync(files.cert, 'utf8'), key: readFileSync(files.key, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
