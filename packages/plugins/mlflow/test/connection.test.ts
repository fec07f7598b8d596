import assert from 'node:assert/strict';
import { TerminalError } from '@configurable-agents/plugin-sdk';
import { connectionOf } from '../src/connection.ts';
import type { Connection } from '../src/connection.ts';
import { openFakeMlflow } from './support/fake-mlflow.ts';
import { openHost } from './support/host.ts';
import { factsOf, trackedRun } from './support/run.ts';

type Secrets = { readonly [name: string]: string };

const connect = (secrets: Secrets, config: { readonly [key: string]: string } = {}): Connection =>
  connectionOf({ config, secret: (name) => secrets[name] ?? '' });
const refusalOf = (secrets: Secrets): string => {
  try {
    connect(secrets);
  } catch (error) {
    assert.ok(error instanceof TerminalError);
    assert.equal(error.code, 'MLFLOW_SETTINGS');
    return error.message;
  }
  return assert.fail('it was accepted');
};

describe('the connection', () => {
  it('goes to the local server where no address is set', () => {
    const { base, headers } = connect({});
    assert.deepEqual([base, headers], ['http://127.0.0.1:5000', {}]);
  });

  it('takes an address with a path, and one that was copied from a browser', () => {
    const bases = [' https://mlflow.example/prefix/ ', 'http://127.0.0.1:5000/#/experiments/1?q=2', 'HTTP://A:80'];
    assert.deepEqual(
      bases.map((uri) => connect({ tracking_uri: uri }).base),
      ['https://mlflow.example/prefix', 'http://127.0.0.1:5000', 'http://a'],
    );
  });

  it('sends a token before a user name and a password', () => {
    const basic = { username: 'ada', password: 'secret:1' };
    assert.deepEqual(connect(basic).headers, { authorization: 'Basic YWRhOnNlY3JldDox' });
    assert.deepEqual(connect({ ...basic, token: 'abc\n' }).headers, { authorization: 'Bearer abc' });
  });

  it('refuses what can never work, says what to set, and quotes no secret', () => {
    for (const [secrets, says] of [
      [{ tracking_uri: 'not a hunter22' }, /^MLFLOW_TRACKING_URI is no URL; give the address/],
      [{ tracking_uri: 'mlruns/hunter22' }, /is no URL/],
      [{ tracking_uri: 'sqlite:///mlflow.db' }, /begins with sqlite:; give the http\(s\) address/],
      [
        { tracking_uri: 'https://ada:hunter22@mlflow.example' },
        /holds a user name or a password; put them into MLFLOW_TRACKING_USERNAME/,
      ],
      [{ tracking_uri: 'https://hunter22@mlflow.example' }, /holds a user name or a password/],
      [{ token: 'hunter22\nx' }, /^MLFLOW_TRACKING_TOKEN holds a character/],
      [{ username: 'hunter22' }, /^MLFLOW_TRACKING_USERNAME is set and MLFLOW_TRACKING_PASSWORD is not/],
      [{ password: 'hunter22' }, /^MLFLOW_TRACKING_PASSWORD is set and MLFLOW_TRACKING_USERNAME is not/],
    ] as const) {
      const message = refusalOf(secrets);
      assert.match(message, says);
      assert.ok(!message.includes('hunter22'), message);
    }
  });

  it('names the variables that the configuration names', () => {
    const config = { tracking_uri_env: 'ACME_MLFLOW' };
    const secret = (): string => 'nowhere';
    assert.throws(() => connectionOf({ config, secret }), /^TerminalError: ACME_MLFLOW is no URL/);
  });

  it('that is wrong drops the facts, which is said once', async () => {
    const host = openHost({ url: 'ftp://mlflow.example' });
    const run = trackedRun();
    host.runs.set(run.run_id, run);
    await host.hand(factsOf(run));
    await host.hand(factsOf(run));
    assert.equal(host.lines.length, 1);
    assert.match(host.lines[0] ?? '', /^mlflow: MLFLOW_TRACKING_URI begins with ftp:.* No run is recorded until then$/);
  });

  it('sends the credentials with every request', async () => {
    const fake = await openFakeMlflow();
    const host = openHost({ url: fake.url, secrets: { token: 'abc' } });
    const run = trackedRun();
    host.runs.set(run.run_id, run);
    await host.hand(factsOf(run));
    assert.deepEqual([...new Set(fake.seen.map(({ headers }) => headers.authorization))], ['Bearer abc']);
    await fake.stop();
  });
});
