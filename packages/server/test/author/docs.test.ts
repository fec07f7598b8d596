// `plugins docs`: a page out of a manifest.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { definePlugin, manifestOf, mark, Type } from '@configurable-agents/plugin-sdk';
import { referenceOf } from '../../src/author/docs/reference.ts';
import { table } from '../../src/author/docs/table.ts';
import { ownManifests } from '../../src/config/plugins.ts';
import { createdIn, runIn } from '../support/author.ts';
import { run } from '../support/cli.ts';

const plugin = definePlugin({
  name: 'acme',
  version: '1.2.0',
  sdk: '^1',
  config: Type.Object({ region: Type.Optional(Type.String({ default: 'eu', description: 'Where | near' })) }),
  secrets: { key: { env: 'ACME_KEY' }, other: { env: 'ACME_OTHER', optional: true } },
  capabilities: { net: ['api.acme.example:443', { fromConfig: '/base_url' }], subprocess: true },
  actions: {
    send: {
      description: 'Sends <b>\nsomething.',
      input: Type.Object({
        to: Type.Object({ name: Type.String(mark.text), tags: Type.Optional(Type.Array(Type.String())) }),
        lines: Type.Array(Type.Object({ id: Type.Integer({ minimum: 1 }) })),
        how: Type.Optional(Type.Union([Type.Literal('fast'), Type.Literal('slow')], { default: 'fast' })),
      }),
      output: { fromConfig: '/output_schema', default: Type.String() },
      effects: 'write',
      idempotent: { whenInput: { how: ['fast'] } },
      timeoutMs: 5000,
      lane: 'cpu',
      run: () => '',
    },
  },
  tools: {
    look: {
      description: 'Looks.',
      input: Type.Object({}),
      output: Type.Null(),
      effects: 'read',
      idempotent: true,
      run: () => null,
    },
  },
  providers: {
    acme: {
      models: {
        large: { contextTokens: 8000, structuredOutput: true, tools: false, images: 'inline' },
        '*': { contextTokens: null, structuredOutput: false, tools: false },
      },
      async *generate() {
        yield { kind: 'usage', inputTokens: null, outputTokens: null, costUsd: null };
      },
    },
  },
  triggers: {
    event: {
      event: Type.Object({ id: Type.String() }),
      eventTypes: ['made'],
      maxBodyBytes: 1024,
      ackStatus: 202,
      verify: () => ({ ok: true }),
      normalise: () => ({ kind: 'events', events: [] }),
    },
  },
  trackers: {
    acme: {
      settings: { type: 'object', required: ['level'], properties: { level: { type: 'string' } } },
      record: () => undefined,
    },
  },
});

const EXPECTED = `# acme 1.2.0

A plugin of configurable-agents for its SDK \`^1\`. This page is written by \`configurable-agents plugins docs\`.

## What it asks for

It may:

- send requests to api.acme.example:443
- send requests to the address in \`base_url\` of its configuration
- read the secret in ACME_KEY
- read the secret in ACME_OTHER
- start other programs

## Configuration

In the section \`actions.acme\` or \`providers.acme\` or \`trackers.acme\` of \`configurable-agents.yaml\`.

| field    | type     | default | meaning        |
| -------- | -------- | ------- | -------------- |
| \`region\` | \`string\` | \`"eu"\`  | Where \\| near. |

## Secrets

| name    | variable     |              |
| ------- | ------------ | ------------ |
| \`key\`   | \`ACME_KEY\`   | **required** |
| \`other\` | \`ACME_OTHER\` |              |

## Actions

### acme.send

Sends &lt;b&gt; something.

A node has it by \`uses: acme.send\`.

It changes something; the same call twice does no more than once where \`how\` is fast; an attempt takes 5000 ms at most; it has a thread to itself.

**Input**

| field        | type                  | default      | meaning                            |
| ------------ | --------------------- | ------------ | ---------------------------------- |
| \`to\`         | \`object\`              | **required** |                                    |
| \`to.name\`    | \`string\`              | **required** | Text that is only shown or stored. |
| \`to.tags\`    | \`array of string\`     |              |                                    |
| \`lines\`      | \`array of objects\`    | **required** |                                    |
| \`lines[].id\` | \`integer (minimum 1)\` | **required** |                                    |
| \`how\`        | \`"fast" \\| "slow"\`    | \`"fast"\`     |                                    |

The node's \`output_schema\` says what it answers.

**Output**: \`string\`

## Tools

### acme.look

Looks.

For models.

It reads; the same call twice does no more than once.

**Input**: \`object\`

**Output**: \`null\`

## Providers

### acme

A node has it by \`llm: { provider: acme, model: … }\`.

| model     | context     | structured output | tools | images         |
| --------- | ----------- | ----------------- | ----- | -------------- |
| \`large\`   | 8000 tokens | yes               | no    | by their bytes |
| any other | not known   | no                | no    | not known      |

## Triggers

### acme.event

A workflow has it by \`triggers: [{ uses: acme.event }]\`. Deliveries come to \`POST /webhooks/acme.event\`, of 1024 bytes at most; they are answered by 202.

Events: \`made\`.

**Event**

| field | type     | default      | meaning |
| ----- | -------- | ------------ | ------- |
| \`id\`  | \`string\` | **required** |         |

## Trackers

### acme

A workflow has it by \`observability: { acme: {} }\`.

**Settings**

| field   | type     | default      | meaning |
| ------- | -------- | ------------ | ------- |
| \`level\` | \`string\` | **required** |         |
`;

describe('plugins docs', function () {
  this.timeout(60_000);

  it('writes contributions, inputs, outputs, secrets, capabilities and configuration', () => {
    assert.equal(referenceOf(manifestOf(plugin)), EXPECTED);
  });

  it('writes the same for what was read of plugin.json', () => {
    const read = JSON.parse(JSON.stringify(manifestOf(plugin))) as ReturnType<typeof manifestOf>;
    assert.equal(referenceOf(read), EXPECTED);
  });

  it('has a page for every plugin that comes with the product', () => {
    for (const manifest of ownManifests()) {
      const page = referenceOf(manifest);
      assert.doesNotMatch(page, /undefined|\[object/, manifest.name);
      assert.ok(page.startsWith(`# ${manifest.name} ${manifest.version}\n`));
    }
  });

  it('lets no cell end a row', () => {
    assert.equal(table(['a'], [['x | y']]), ['| a      |', '| ------ |', String.raw`| x \| y |`].join('\n'));
  });

  it('prints the page, or writes it to a file', async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'configurable-agents-docs-'));
    try {
      const dir = await createdIn(cwd, 'acme');
      assert.match((await run(['plugins', 'docs', dir], { cwd })).err, /PLUGIN_NOT_BUILT: [^\n]*npm run build/);
      assert.equal((await runIn(dir, 'npm', 'run', 'build')).status, 0);
      const { status, out } = await run(['plugins', 'docs'], { cwd: dir });
      assert.equal(status, 0);
      assert.match(out, /^# acme 0\.1\.0\n[\s\S]*### acme\.greet\n/);
      const written = await run(['plugins', 'docs', 'acme', '-o', 'docs/acme.md'], { cwd });
      assert.deepEqual([written.status, written.out], [0, 'written  docs/acme.md\n']);
      assert.equal(readFileSync(join(cwd, 'docs', 'acme.md'), 'utf8'), out);
      assert.equal((await run(['plugins', 'docs', 'acme', '-o', 'docs/'], { cwd })).status, 2);
    } finally {
      rmSync(cwd, { recursive: true, force: true });
    }
  });
});
