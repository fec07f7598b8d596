import assert from 'node:assert/strict';
import { openTunnel, TunnelError } from '../../src/tunnel/tunnel.ts';
import type { Ngrok } from '../../src/tunnel/tunnel.ts';
import { run } from '../support/cli.ts';
import { tmpdir } from 'node:os';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const env = { NGROK_AUTHTOKEN: 'token-of-this-test' };
const opens = (url: string | null): Ngrok => ({
  forward: async () => await Promise.resolve({ url: () => url, close: async () => {} }),
});

describe('tunnel', function () {
  this.timeout(20_000);

  it('forwards to the address with the token of the environment', async () => {
    let asked: unknown;
    const ngrok: Ngrok = {
      forward: async (options) => {
        asked = options;
        return await opens('https://x.tunnel.example').forward(options);
      },
    };
    const tunnel = await openTunnel('127.0.0.1:8000', { env, load: async () => await Promise.resolve(ngrok) });
    assert.equal(tunnel.url, 'https://x.tunnel.example');
    assert.deepEqual(asked, { addr: '127.0.0.1:8000', authtoken: 'token-of-this-test' });
  });

  it('says what to do without the package, without a token, and where it does not open', async () => {
    const failing: Ngrok = {
      forward: () => Promise.reject(new Error('the session of token-of-this-test was refused')),
    };
    const cases: readonly (readonly [() => Promise<Ngrok>, NodeJS.ProcessEnv, RegExp])[] = [
      [() => Promise.reject(new Error('Cannot find package')), env, /npm install @ngrok\/ngrok/],
      [() => Promise.resolve(opens('x')), {}, /set NGROK_AUTHTOKEN/],
      [() => Promise.resolve(failing), env, /does not open: the session of \*\*\* was refused$/],
      [() => Promise.resolve(opens(null)), env, /it gave no address/],
    ];
    for (const [load, given, message] of cases) {
      await assert.rejects(
        openTunnel('127.0.0.1:1', { env: given, load }),
        (error: Error) => error instanceof TunnelError && message.test(error.message),
      );
    }
  });

  it('is exit 3 of the command without the package, and frees the store', async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'configurable-agents-tunnel-'));
    const { status, out, err } = await run(['dashboard', '--port', '0', '--tunnel'], { cwd, env });
    rmSync(cwd, { recursive: true, force: true });
    assert.deepEqual([status, out], [3, '']);
    assert.match(err, /--tunnel needs the package @ngrok\/ngrok, which is not installed/);
  });
});
