// The examples of models, as their page says: replayed from recordings, without a network and without a key. UPDATE_GOLDEN=1 records them anew
// from a script.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import type { RunOutcome } from '@configurable-agents/core';
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import { ROOT } from './support/markdown.ts';
import { openScriptedModel } from './support/scripted-model.ts';
import type { Step } from './support/scripted-model.ts';
import { CONDITIONS } from './support/server.ts';

const FOLDER = join(ROOT, 'examples', 'models');
const KEY = 'sk-a-key-that-nobody-has';

const SCRIPTS: { readonly [name: string]: readonly Step[] } = {
  repair: [
    { text: ['{"urgency": "very high", ', '"team": "printing"}'] },
    { text: ['{"urgency": 5, ', '"team": "printing"}'] },
  ],
  tools: [
    { call: { name: 'find_page', input: { words: 'money back' } } },
    { text: ['You get it back ', 'within 14 days, ', 'to the card that paid.'] },
  ],
  fallback: [{ status: 503, message: 'The model is overloaded.' }, { text: ['From Monday on ', 'we open at nine.'] }],
};

/** What recordings hold, but for what is another each time: the address of the script, and where the network cut what it answered. */
function saidIn(files: { readonly [file: string]: string }): JsonObject {
  return Object.fromEntries(
    Object.entries(files).map(([file, text]) => {
      const { request, response, ...rest } = JSON.parse(text) as {
        readonly request: JsonObject;
        readonly response: { readonly body: readonly string[] };
      };
      const { url: _url, ...asked } = request;
      return [file, { ...rest, request: asked, response: { ...response, body: response.body.join('') } }];
    }),
  );
}

type Ended = { readonly code: number; readonly stdout: string; readonly stderr: string };

async function command(args: readonly string[], env: { readonly [name: string]: string } = {}): Promise<Ended> {
  const { OPENAI_COMPATIBLE_API_KEY: _key, ...rest } = process.env;
  const given = [...CONDITIONS, join(ROOT, 'packages/server/bin/configurable-agents.js'), ...args];
  try {
    return {
      code: 0,
      ...(await promisify(execFile)(process.execPath, given, { cwd: FOLDER, env: { ...rest, ...env } })),
    };
  } catch (error) {
    const { code, stdout, stderr } = error as Ended;
    if (typeof code !== 'number') throw error;
    return { code, stdout, stderr };
  }
}

describe('the examples of models', function () {
  this.timeout(60_000);
  let scratch: string;
  beforeEach(() => (scratch = mkdtempSync(join(tmpdir(), 'models-'))));
  afterEach(() => rmSync(scratch, { recursive: true, force: true }));

  /** A copy of the configuration that asks a scripted model. */
  async function record(name: string, dir: string): Promise<RunOutcome> {
    const model = await openScriptedModel(SCRIPTS[name] ?? []);
    const config = join(scratch, 'configurable-agents.yaml');
    const text = readFileSync(join(FOLDER, 'configurable-agents.yaml'), 'utf8');
    cpSync(join(FOLDER, 'desk'), join(scratch, 'desk'), { recursive: true });
    writeFileSync(config, text.replace(/http:\/\/[^']+/, model.url).replace('./desk', join(FOLDER, 'desk')));
    const args = ['run', `${name}.yaml`, '--memory', '--json', '--config', config, '--record', dir];
    const { code, stdout, stderr } = await command(args, { OPENAI_COMPATIBLE_API_KEY: KEY });
    model.close();
    assert.equal(code, 0, stderr);
    assert.ok(model.asked().every(({ key }) => key === `Bearer ${KEY}`));
    return JSON.parse(stdout) as RunOutcome;
  }

  const replay = async (name: string, dir = 'recordings', ...more: readonly string[]): Promise<Ended> =>
    await command(['run', `${name}.yaml`, '--json', '--replay', dir, ...(more.length === 0 ? ['--memory'] : more)]);

  const texts = (dir: string, name: string): { readonly [file: string]: string } =>
    Object.fromEntries(
      globSync(`${name}.*.json`, { cwd: dir })
        .toSorted()
        .map((file) => [basename(file), readFileSync(join(dir, file), 'utf8')]),
    );

  for (const name of Object.keys(SCRIPTS)) {
    it(`${name}: what is recorded is what is replayed, byte by byte, and holds no key`, async () => {
      const dir = process.env['UPDATE_GOLDEN'] === '1' ? join(FOLDER, 'recordings') : join(scratch, 'recordings');
      const { run_id: _id, duration_ms: _took, ...live } = await record(name, dir);
      const files = texts(dir, name);
      assert.equal(Object.keys(files).length, SCRIPTS[name]?.length);
      for (const text of Object.values(files)) assert.ok(!text.includes(KEY));
      assert.deepEqual(saidIn(files), saidIn(texts(join(FOLDER, 'recordings'), name)));
      const { code, stdout, stderr } = await replay(name);
      assert.equal(code, 0, stderr);
      const { run_id: _other, duration_ms: _again, ...replayed } = JSON.parse(stdout) as RunOutcome;
      assert.equal(JSON.stringify(replayed), JSON.stringify(live));
    });
  }

  it('repair: both calls are in the usage', async () => {
    const { result, state, usage } = JSON.parse((await replay('repair')).stdout) as RunOutcome;
    assert.deepEqual(result, { urgency: 5, team: 'printing' });
    assert.deepEqual([state['urgency'], state['team']], [5, 'printing']);
    assert.deepEqual(usage, { input_tokens: 80, output_tokens: 24, cost_usd: 0.000_035_2 });
  });

  it('tools and fallback: the journal has the call of the tool, and why another model answered', async () => {
    const dir = ['--data-dir', join(scratch, 'data')];
    const shown: string[] = [];
    const input = async (name: string): Promise<JsonObject> => {
      const { run_id: id } = JSON.parse((await replay(name, 'recordings', ...dir)).stdout) as RunOutcome;
      const { stdout } = await command(['runs', 'show', id, '--json', ...dir]);
      shown.push((await command(['runs', 'show', id, ...dir])).stdout);
      const { nodes } = JSON.parse(stdout) as { readonly nodes: readonly { readonly input: JsonObject }[] };
      return nodes[0]?.input ?? {};
    };
    const { tool_calls: called } = await input('tools');
    const page = { title: 'Refunds', text: 'Money is given back within 14 days, to the card that paid.' };
    const [{ duration_ms: ms, ...call }, ...others] = called as readonly [JsonObject, ...JsonObject[]];
    assert.deepEqual(call, { name: 'find_page', input: { words: 'money back' }, result: JSON.stringify([page]) });
    assert.ok(typeof ms === 'number' && others.length === 0, JSON.stringify(called));
    const { model, fallbacks } = await input('fallback');
    assert.equal(model, 'small');
    const [{ model: first, error }] = fallbacks as [{ model: string; error: { class: string } }];
    assert.deepEqual([first, error.class], ['large', 'unavailable']);
    assert.match(shown.join('\n'), /^ {4}called find_page \{"words":"money back"\}, [\d.]+ m?s$/m);
    assert.match(shown.join('\n'), /^ {4}instead of openai-compatible\/large: openai-compatible answered 503/m);
  });

  it('a run that asks something else is told which answer is missing', async () => {
    const { code, stderr } = await command(
      ['run', 'repair.yaml', '--memory', '--replay', 'recordings', '--input', 'complaint=Something else'],
      {},
    );
    assert.equal(code, 1);
    assert.match(
      stderr,
      /the recording has no answer to POST \/v1\/chat\/completions, which `rate` asks: there is no .*repair\.rate\.\w+\.1\.json/,
    );
    assert.match(stderr, /REPLAY_MISSING/);
  });

  for (const [what, args, message] of [
    ['both', ['--record', 'a', '--replay', 'recordings'], /--record and --replay exclude each other/],
    ['a folder that is not there', ['--replay', 'nowhere'], /there is no folder nowhere to replay/],
    ['echo', ['--provider', 'echo', '--replay', 'recordings'], /--provider echo has no traffic/],
  ] as const) {
    it(`a command line with ${what} is wrong`, async () => {
      const { code, stderr } = await command(['run', 'repair.yaml', '--memory', ...args]);
      assert.equal(code, 2);
      assert.match(stderr, message);
    });
  }
});
