// The senders of docs/WEBHOOKS.md, run as they are printed against the workflows that the page shows.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createClient } from '@configurable-agents/client';
import { codeBlocks, readText } from './support/markdown.ts';
import { BIN, CONDITIONS, startServer } from './support/server.ts';
import type { ServerProcess } from './support/server.ts';

const run = promisify(execFile);
const PAGE = readText('docs/WEBHOOKS.md');
const blocks = codeBlocks(PAGE);

const SECRETS = {
  WEBHOOK_SECRET: 'a secret of ours',
  WEBHOOK_SECRET_GITHUB: 'the secret of GitHub',
  WEBHOOK_SECRET_STRIPE: 'whsec_the_secret_of_stripe',
  WEBHOOK_SECRET_STANDARD: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  WEBHOOK_SECRET_SLACK: '8f742231b10e8888abcd99yyyzzz85a5',
};
const FORGED = Object.fromEntries(
  // The letters of the Standard Webhooks key are base64.
  Object.entries(SECRETS).map(([name, secret]) => [name, name.endsWith('STANDARD') ? 'whsec_AAAA' : `${secret}x`]),
);

/** What the page names and does not show. */
const OTHERS = {
  slack_notification:
    'state:\n  type: object\n  properties:\n    message: { type: string }\nnodes:\n  - { name: tell, uses: set, with: { text: "{message}" } }\n',
  on_charge:
    'triggers:\n  - { uses: stripe, events: [charge.succeeded] }\nnodes:\n  - { name: book, uses: set, with: { booked: true } }\n',
};

type Answer = {
  readonly status: string;
  readonly code?: string;
  readonly run_id?: string;
  readonly delivery_id?: string;
  readonly runs?: readonly { readonly run_id: string; readonly workflow_name: string; readonly duplicate?: boolean }[];
};

describe('the page on webhooks', function () {
  this.timeout(120_000);
  let dataDir: string;
  let server: ServerProcess;

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'configurable-agents-webhooks-page-'));
    server = await startServer({ dataDir, workflowsDir: dataDir, env: SECRETS });
    const shown = blocks.flatMap(({ language, text }) => {
      const [, name] = language === 'yaml' && /^nodes:/m.test(text) ? (/^name: (.+)$/m.exec(text) ?? []) : [];
      return name === undefined ? [] : [[name.toLowerCase().replaceAll(' ', '_'), text] as const];
    });
    assert.ok(shown.length >= 4);
    for (const [name, source] of [...shown, ...Object.entries(OTHERS)]) {
      const { response, error } = await createClient(server).POST('/api/workflows', { body: { name, source } });
      assert.equal(response.status, 201, JSON.stringify(error));
    }
  });
  after(async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const here = (text: string): string => text.replaceAll('http://localhost:8000', server.url);

  async function sent(script: string, env: Record<string, string>): Promise<Answer> {
    const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', here(script)], { env: { ...process.env, ...env } });
    return JSON.parse(stdout) as Answer;
  }

  const starts: { readonly [trigger: string]: string } = {
    generic: 'slack_notification',
    github: 'announce',
    stripe: 'on_charge',
    standard: 'on_paid',
    slack: 'on_mention',
  };
  for (const [trigger, workflow] of Object.entries(starts)) {
    it(`has a sender for ${trigger} by curl, which starts ${workflow} once and cannot be forged`, async () => {
      const [block, ...others] = blocks.filter(
        ({ language, text }) => language === 'bash' && text.includes(`/webhooks/${trigger} `),
      );
      assert.ok(block !== undefined && others.length === 0);
      assert.equal((await sent(block.text, FORGED)).code, 'SIGNATURE_INVALID');
      const first = await sent(block.text, SECRETS);
      assert.equal(first.status, 'accepted', JSON.stringify(first));
      if (trigger === 'generic') {
        assert.equal(typeof first.run_id, 'string');
        return;
      }
      const [started] = first.runs ?? [];
      assert.deepEqual(first.runs, [{ run_id: started?.run_id, workflow_name: workflow }]);
      assert.deepEqual((await sent(block.text, SECRETS)).runs, [{ ...started, duplicate: true }]);
    });
  }

  it('has a sender in JavaScript', async () => {
    const [block] = blocks.filter(({ language, text }) => language === 'js' && text.includes('/webhooks/generic'));
    const script = here(block?.text ?? '').replace('await fetch', 'const response = await fetch');
    const print = 'process.stdout.write(await response.text());';
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', `${script}\n${print}`], {
      env: { ...process.env, ...SECRETS },
    });
    assert.equal((JSON.parse(stdout) as Answer).status, 'accepted');
  });

  it('sends by the command, and hands a delivery over again', async () => {
    const command = async (text: string): Promise<string> => {
      const [, ...args] = text.split(' ');
      const options = ['--data-dir', dataDir];
      const { stdout } = await run(process.execPath, [...CONDITIONS, BIN, ...args, ...options], {
        env: { ...process.env, ...SECRETS },
      });
      return stdout;
    };
    const [, send = ''] = /`(configurable-agents send [^`]+)`/.exec(PAGE) ?? [];
    assert.match(await command(send), /accepted/);
    const [block] = blocks.filter(({ text }) => text.startsWith('configurable-agents deliveries redeliver'));
    const { items } = JSON.parse(await command('configurable-agents deliveries list --json')) as {
      readonly items: readonly { readonly delivery_id: string; readonly trigger: string; readonly verdict: string }[];
    };
    const push = items.find(({ trigger, verdict }) => trigger === 'github' && verdict === 'accepted');
    const again = (block?.text ?? '').trim().replace('DELIVERY_ID', push?.delivery_id ?? '');
    assert.match(await command(again), /^announce: run \S+ was started before and did not fail/);
  });
});
