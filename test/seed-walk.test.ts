import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { openFakeMlflow } from '../packages/plugins/mlflow/test/support/fake-mlflow.ts';
import type { FakeMlflow } from '../packages/plugins/mlflow/test/support/fake-mlflow.ts';
import { openDoor } from './support/door.ts';
import type { Door } from './support/door.ts';
import { codeBlocks, readText, relativeLinks, ROOT } from './support/markdown.ts';
import type { Block } from './support/markdown.ts';
import { freePort, isFree } from './support/ports.ts';
import { CONDITIONS } from './support/server.ts';
import type { Output } from './support/terminal.ts';
import { missingLines, openWalk } from './support/walk.ts';
import type { Walked, Walker } from './support/walk.ts';

const PAGE = 'docs/seed-walk.md';
const EXAMPLE = 'examples/webhook_integration';
const SEED = join(ROOT, '..', 'shared', 'seed');
/** The text that the page follows; the example's own page begins with it. */
const seed = existsSync(SEED)
  ? readFileSync(join(SEED, 'webhook_integration.md'), 'utf8')
  : readText(`${EXAMPLE}/README.md`);
const SEED_END = '**Level**';
const seedBlocks = codeBlocks(seed.slice(0, seed.indexOf(SEED_END)));
const pageBlocks = codeBlocks(readText(PAGE));

/** What no test can run, by a part of it, and why. */
const NOT_RUN: readonly { readonly part: string; readonly why: string }[] = [
  { part: 'certbot certonly', why: 'needs a public name and port 80' },
  { part: '@app.post("/webhooks/github")', why: 'is a part of an application that the reader may have' },
];

const PRINTED_PORT = 8000;
const PRINTED_MLFLOW = '127.0.0.1:5000';
/** Debian's, which `apt-get install python3-requests` is for; the page names it. */
const PYTHON = '/usr/bin/python3';

type Run = {
  readonly run_id: string;
  readonly workflow_name: string;
  readonly status: string;
  readonly inputs: { readonly [name: string]: unknown };
  readonly nodes: readonly { readonly key: string; readonly status: string; readonly output: unknown }[];
  readonly result: unknown;
};

/** Blocks of a text that the other has not, or not in this order. */
function missingBlocks(blocks: readonly Block[], among: readonly Block[]): readonly string[] {
  let at = 0;
  return blocks
    .filter(({ language, text }) => {
      const found = among.findIndex((block, i) => i >= at && block.language === language && block.text === text);
      if (found >= 0) at = found + 1;
      return found < 0;
    })
    .map(({ text }) => text);
}

function headings(markdown: string): readonly string[] {
  return [...markdown.replaceAll(/^```[\s\S]*?^```$/gm, '').matchAll(/^##+ .+$/gm)].map(([heading]) => heading);
}

function seedBlock(part: string): string {
  const block = seedBlocks.find(({ text }) => text.includes(part));
  assert.ok(block, `the seed has no block with ${part}`);
  return block.text;
}

describe('the walk through the seed', () => {
  it('is about the text and the workflow of the example, to the byte', function () {
    if (!existsSync(SEED)) this.skip();
    assert.ok(readText(`${EXAMPLE}/README.md`).startsWith(seed));
    assert.equal(
      readText(`${EXAMPLE}/webhook_integration.yaml`),
      readFileSync(join(SEED, 'webhook_integration.yaml'), 'utf8'),
    );
  });

  it('has the headings of the seed from its prerequisites on, in its order', () => {
    const all = headings(seed.slice(0, seed.indexOf(SEED_END)));
    assert.deepEqual(headings(readText(PAGE)), all.slice(all.indexOf('## Prerequisites')));
  });

  it('has each code block of the seed word for word, in its order', () => {
    assert.ok(seedBlocks.length >= 20);
    assert.deepEqual(missingBlocks(seedBlocks, pageBlocks), []);
  });

  it('types or saves each of them but those that no test can run', () => {
    const walked = pageBlocks.filter(({ info }) => info.startsWith('walk'));
    const notWalked = missingBlocks(seedBlocks, walked);
    for (const { part, why } of NOT_RUN)
      assert.ok(
        notWalked.some((text) => text.includes(part)),
        `${part}: ${why}`,
      );
    assert.equal(notWalked.length, NOT_RUN.length, notWalked.join('\n'));
  });

  it('finds each page that the seed sends to', () => {
    const links = relativeLinks(seed);
    assert.equal(links.length, 3);
    for (const link of links) assert.ok(existsSync(join(ROOT, EXAMPLE, link)), link);
  });

  describe('typed into terminals', function () {
    this.timeout(120_000);
    let root: string;
    let folder: string;
    let door: Door;
    let mlflow: FakeMlflow;
    let walker: Walker;
    let walked: Walked;
    let here: (text: string) => string;
    let runs: readonly Run[];

    before(async function () {
      if (spawnSync('bash', ['-c', 'command -v curl openssl']).status !== 0) this.skip();
      const python = spawnSync(PYTHON, ['-c', 'import requests'], { encoding: 'utf8' });
      assert.equal(
        python.status,
        0,
        `the seed's sender needs requests for ${PYTHON}: apt-get install -y python3-requests\n${python.stderr}`,
      );
      root = await mkdtemp(join(tmpdir(), 'configurable-agents-walk-'));
      folder = join(root, EXAMPLE);
      const port = await portOf();
      const url = `http://127.0.0.1:${port}`;
      door = await openDoor(port);
      mlflow = await openFakeMlflow();
      await mlflow.stop();
      const replaced = (text: string, to: number): string =>
        text
          .replaceAll(String(PRINTED_PORT), String(to))
          .replaceAll(PRINTED_MLFLOW, new URL(mlflow.url).host)
          .replaceAll('/etc/webhook-secret', join(root, 'webhook-secret'));
      here = (text) => replaced(text, port);
      await copyExamples(root, here);
      walker = openWalk({
        root,
        folder,
        url,
        door,
        here,
        env: environment(mlflow.url),
        throughDoor: (text) => replaced(text, door.port),
        standIn: {
          missed: 'no MLflow server answers',
          start: async ({ text }) => {
            assert.equal(text, 'mlflow server\n');
            await mlflow.start();
          },
        },
      });
      for (const block of pageBlocks) {
        if (/^(walk|shown|stand-in)/.test(block.info)) await walker.step(block);
      }
      const { items } = JSON.parse((await walker.ask('configurable-agents runs list --json --limit 500')).stdout) as {
        readonly items: readonly Run[];
      };
      runs = await Promise.all(
        items.map(async ({ run_id: id }) => (await (await fetch(`${url}/api/runs/${id}`)).json()) as Run),
      );
      walked = await walker.finish();
    });

    after(async () => {
      await walker?.close();
      await door?.close();
      await mlflow?.stop();
      if (root !== undefined) await rm(root, { recursive: true, force: true, maxRetries: 5 });
    });

    const outputOf = (part: string): Output => {
      const found = walked.typed.find(({ block }) => block.text.includes(part));
      assert.ok(found, `no block that was typed has ${part}`);
      return found.output;
    };
    const runsOf = (workflow: string): readonly Run[] => runs.filter((run) => run.workflow_name === workflow);
    const runsWith = (message: string): readonly Run[] => runs.filter(({ inputs }) => inputs['message'] === message);
    const saved = (name: string): string => readFileSync(join(folder, name), 'utf8');

    it('shows what the page says', () => {
      const wrong = walked.shown.flatMap(({ line, text, by }) => {
        const missing = missingLines(text, by);
        return missing.length === 0 ? [] : [`${PAGE}:${line} ${missing.join('\n')}\nfound\n${by.stderr}${by.stdout}`];
      });
      assert.ok(walked.shown.length >= 25);
      assert.equal(wrong.join('\n'), '');
    });

    it('starts a run for each delivery that was accepted, and no other, and all succeed', () => {
      const counts = new Map<string, number>();
      for (const { workflow_name: name } of runs) counts.set(name, (counts.get(name) ?? 0) + 1);
      assert.deepEqual(Object.fromEntries(counts), {
        slack_notification: 10,
        first_workflow: 1,
        second_workflow: 1,
        github_push: 1,
        stripe_charge: 1,
        user_action: 1,
      });
      assert.deepEqual(
        runs.filter(({ status }) => status !== 'succeeded'),
        [],
      );
    });

    it('gives the expected output: both nodes, and the notification as the result', () => {
      const [run] = runsWith('New version deployed to production');
      assert.deepEqual(
        run?.nodes.map(({ key, status }) => [key, status]),
        [
          ['log_event', 'succeeded'],
          ['format_notification', 'succeeded'],
        ],
      );
      assert.match(String(run?.result), /^\[echo\] Create a friendly Slack notification[\s\S]*Target channel: #alerts/);
      assert.equal(run?.result, run?.nodes[1]?.output);
    });

    it('takes what the sender signs, sent as the seed prints it, and refuses what is forged', () => {
      assert.ok(saved('sender.py').startsWith(seedBlock('def send_webhook')));
      const { stderr } = outputOf('python3 genuine_and_forged.py');
      const statuses = [...stderr.matchAll(/"POST \/webhooks\/generic HTTP\/1\.1" (\d+)/g)].map(([, status]) => status);
      assert.deepEqual(statuses, ['202', '401']);
      assert.equal(runsWith('Sent by Python').length, 1);
    });

    it('gets through by the retry settings as they are printed where nothing answers, and with a GET', () => {
      assert.ok(saved('sender.py').endsWith(seedBlock('status_forcelist')));
      const [down, get, printed, changed] = [[202], [503, 503, 200], [503], [503, 503, 200]];
      assert.deepEqual(door.answered, [down, get, printed, changed].flat());
      assert.equal(runsWith('Sent until it arrives').length, 1);
    });

    it('prints the secret where it is asked for, and nowhere else', () => {
      const secrets = [join(root, 'webhook-secret'), join(folder, 'github-secret'), join(folder, 'stripe-secret')].map(
        (path) => readFileSync(path, 'utf8').trim(),
      );
      for (const secret of secrets) assert.match(secret, /^[0-9a-f]{64}$/);
      const asks = (block: Block): boolean => block.info === 'walk secret';
      assert.deepEqual(
        walked.typed.filter(({ block }) => asks(block)).map(({ output }) => output.stdout.trim()),
        [secrets[0]],
      );
      const others = walked.typed.filter(({ block }) => !asks(block)).map(({ output }) => output);
      const printed = [...others, ...walked.servers];
      assert.ok(printed.length > 25);
      for (const { stdout, stderr } of printed) {
        for (const secret of secrets) assert.ok(!`${stdout}${stderr}`.includes(secret), `${stdout}\n${stderr}`);
      }
    });

    it('chains by the call as it is printed: the second workflow has the result of the first', () => {
      assert.equal(saved('first_workflow.yaml'), seedBlock('# first_workflow.yaml'));
      assert.ok(saved('chain.py').endsWith(seedBlock('"second_workflow"')));
      const [[first], [second]] = [runsOf('first_workflow'), runsOf('second_workflow')];
      assert.match(String(first?.result), /^\[echo\] Complete processing and trigger next workflow/);
      assert.deepEqual(second?.inputs, { data: first?.result });
    });

    it('maps the payloads of GitHub and Stripe, as they are printed, to inputs', () => {
      assert.deepEqual(runsOf('github_push')[0]?.inputs, {
        repository: 'configurable-agents',
        ref: 'refs/heads/main',
        message: 'Add new feature',
      });
      assert.deepEqual(runsOf('stripe_charge')[0]?.inputs, { amount: 2000, currency: 'usd' });
    });

    it('records in MLflow also the runs that ended before it was there', () => {
      const experiment = mlflow.store.experiments.find(({ name }) => name === 'webhook_integration');
      const recorded = mlflow.store.runs.filter(({ experimentId }) => experimentId === experiment?.id);
      assert.equal(recorded.length, runsOf('slack_notification').length);
      assert.deepEqual([...new Set(recorded.map(({ status }) => status))], ['FINISHED']);
    });
  });
});

async function portOf(): Promise<number> {
  if (await isFree(PRINTED_PORT)) return PRINTED_PORT;
  const port = await freePort();
  // Not a detail: then the port that the seed prints was not tried.
  console.log(`      port ${PRINTED_PORT} is taken on this machine: the walk uses ${port} in its place`);
  return port;
}

/** The examples as a checkout has them, beside what was installed there. */
async function copyExamples(root: string, here: (text: string) => string): Promise<void> {
  const isExample = (path: string): boolean => !['.configurable-agents', '__pycache__'].includes(basename(path));
  await cp(join(ROOT, 'examples'), join(root, 'examples'), { recursive: true, filter: isExample });
  await symlink(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  // The scripts send to the printed port where nothing else is said.
  for (const path of globSync('examples/*/*.{sh,py,mjs}', { cwd: root })) {
    const script = join(root, path);
    writeFileSync(script, here(readFileSync(script, 'utf8')));
  }
}

/** Nothing of what the developer has set for this product, and no proxy for what is on this machine. */
function environment(mlflowUrl: string): { readonly [name: string]: string | undefined } {
  const own = Object.entries(process.env).filter(([name]) => !/^(WEBHOOK|CONFIGURABLE_AGENTS|MLFLOW)_/.test(name));
  const local = 'localhost,127.0.0.1';
  return {
    ...Object.fromEntries(own),
    MLFLOW_TRACKING_URI: mlflowUrl,
    NODE_OPTIONS: CONDITIONS.join(' '),
    NO_COLOR: '1',
    NO_PROXY: local,
    no_proxy: local,
  };
}
