import assert from 'node:assert/strict';
import { compile } from '@configurable-agents/compiler';
import type { CompileResult } from '@configurable-agents/compiler';
import { manifestOf } from '@configurable-agents/plugin-sdk';
import { PLUGINS } from './support/plugins.ts';

const NODE = 'nodes:\n  - name: greet\n    prompt: Good morning\n    llm: { provider: echo, model: echo }\n';

function compiled(text: string, now?: number): CompileResult {
  return compile(text, { file: 'workflow.yaml', plugins: PLUGINS, ...(now === undefined ? {} : { now }) });
}

function findings(text: string, now?: number): readonly string[] {
  return compiled(text, now).diagnostics.map(
    ({ code, line, column, message }) => `${code} ${line}:${column} ${message}`,
  );
}

/** A workflow with one trigger entry of the given lines. */
function entry(...lines: readonly string[]): string {
  return `triggers:\n  - ${lines.join('\n    ')}\n${NODE}`;
}

describe('schedule triggers', () => {
  it('stand in the graph with their defaults', () => {
    const { graph } = compiled(entry('uses: schedule', "cron: '0 9 * * MON-FRI'"));
    assert.deepEqual(graph?.triggers[0]?.schedule, {
      cron: '0 9 * * MON-FRI',
      timezone: 'UTC',
      catch_up: 'last',
      overlap: 'allow',
    });
    assert.ok(graph?.features.includes('schedule'));
  });

  it('take an interval, a zone and what to do about missed slots', () => {
    const { graph } = compiled(
      entry('uses: schedule', 'every: 90m', 'timezone: Asia/Tokyo', 'catch_up: all', 'overlap: queue'),
    );
    assert.deepEqual(graph?.triggers[0]?.schedule, {
      every_ms: 5_400_000,
      timezone: 'Asia/Tokyo',
      catch_up: 'all',
      overlap: 'queue',
    });
  });

  it('name exactly one of cron and every', () => {
    assert.match(findings(entry('uses: schedule')).join(), /W102 2:5 .* needs `cron`/);
    assert.match(
      findings(entry('uses: schedule', 'every: 1h', "cron: '0 9 * * *'")).join(),
      /W105 .*`cron` does not go/,
    );
  });

  it('say one thing where one word is misspelt', () => {
    assert.match(findings(entry('uses: shedule', 'every: 5m')).join('\n'), /^W304 [^\n]*$/);
    assert.match(findings(entry('uses: schedule', 'evry: 5m')).join('\n'), /^W101 [^\n]*$/);
    assert.match(findings(entry('uses: schedule', "corn: '0 9 * * *'")).join('\n'), /^W101 [^\n]*$/);
  });

  it('keep their keys to themselves, also from triggers of plugins', () => {
    const acme = manifestOf({
      name: 'acme',
      version: '1.0.0',
      sdk: '^1',
      triggers: {
        acme: {
          event: {},
          maxBodyBytes: 1,
          ackStatus: 202,
          verify: () => ({ ok: true }),
          normalise: () => ({ kind: 'events', events: [] }),
        },
      },
    });
    const text = entry('uses: acme', 'every: 5m', 'with: { a: 1 }');
    const { diagnostics } = compile(text, { file: 'workflow.yaml', plugins: [...PLUGINS, acme] });
    assert.deepEqual(
      diagnostics.map(({ code, line }) => `${code} ${line}`),
      ['W105 3', 'W105 4'],
    );
  });

  it('keep their keys to themselves', () => {
    assert.match(findings(entry('uses: generic', "cron: '0 9 * * *'")).join(), /W105 3:5 `cron` does not go/);
    assert.match(findings(entry('uses: schedule', 'every: 1h', 'events: [push]')).join(), /W105 .*`events`/);
  });

  it('say the field of a cron that is wrong at its column, also in quotes', () => {
    assert.match(
      findings(entry('uses: schedule', 'cron: "0 9 * * 1-9"')).join(),
      /^W330 3:22 `9` is no day of the week/,
    );
    assert.match(
      findings(entry('uses: schedule', 'cron: 0 9 32 * *')).join(),
      /^W330 3:15 `32` is no day of the month/,
    );
  });

  it('take a cron that begins with a star only in quotes', () => {
    const [first, ...others] = compiled(entry('uses: schedule', 'cron: */5 * * * *')).diagnostics;
    assert.deepEqual(others, []);
    assert.equal(first?.line, 3);
    assert.match(`${first.message} ${first.help}`, /quote/);
    assert.deepEqual(findings(entry('uses: schedule', "cron: '*/5 * * * *'")), []);
  });

  it('name the next date on which a clock change meets them', () => {
    const text = entry('uses: schedule', "cron: '30 2 * * *'", 'timezone: Europe/Berlin');
    assert.match(findings(text, Date.UTC(2027, 4, 1)).join(), /W333 3:11 on 2027-10-31 the clocks .* show 02:30 twice/);
    assert.match(findings(text, Date.UTC(2027, 11, 1)).join(), /on 2028-03-26 the clocks of Europe\/Berlin skip 02:30/);
  });

  it('give `event` its two times', () => {
    const state = 'state:\n  type: object\n  properties:\n    day: { type: string }\n';
    const right = entry('uses: schedule', 'every: 24h', "inputs: { day: '{event.scheduled_at}' }");
    assert.deepEqual(findings(`${state}${right.replace('morning', 'morning {day}')}`), []);
    const wrong = entry('uses: schedule', 'every: 24h', "inputs: { day: '{event.day}' }");
    assert.match(findings(`${state}${wrong.replace('morning', 'morning {day}')}`).join(), /W203 .*`day`/);
  });

  it('leave no required input open', () => {
    const state = 'state:\n  type: object\n  properties:\n    day: { type: string }\n';
    const text = `${state}${entry('uses: schedule', 'every: 24h').replace('morning', 'morning {day}')}`;
    assert.match(findings(text).join(), /W309 .*`day`/);
  });
});

describe('inputs of an entry', () => {
  const STATE =
    'state:\n  type: object\n  properties:\n    text: { type: string }\n    note: { type: string }\ninputs: [text]\n';
  const rewrite = `${NODE.replace('morning', '{text}')}    outputs: [text]\n`;

  it('are the fields that `inputs` names, also where a node writes them', () => {
    const text = `${STATE}triggers:\n  - uses: generic\n    inputs: { text: '{event.workflow_name}' }\n${rewrite}`;
    assert.deepEqual(
      findings(text).filter((each) => /W308|W309/.test(each)),
      [],
    );
    assert.match(findings(text.replace("{ text: '", "{ note: '")).join(), /W308 .*`note`.*W309|W309 .*W308/);
  });
});

describe('events of an entry', () => {
  it('are what its schema says', () => {
    const state = 'state:\n  type: object\n  properties:\n    sku: { type: string }\n';
    const schema =
      'schema: { type: object, properties: { inputs: { type: object, properties: { n: { type: integer } } } } }';
    const text = `${state}${entry('uses: generic', schema, "inputs: { sku: '${{ event.inputs.n }}' }")}`;
    assert.match(findings(text.replace('morning', '{sku}')).join(), /W409 .*`sku` is an integer/);
  });

  it('take no configuration', () => assert.match(findings(entry('uses: generic', 'with: { a: 1 }')).join(), /W105/));
});

describe('on_finish', () => {
  const finish = (text: string): string => `on_finish: ${text}\n${NODE}`;

  it('stands in the graph, as a feature', () => {
    const { graph, diagnostics } = compiled(finish('{ url: https://hooks.example.org/runs, secret: CALLBACK_SECRET }'));
    assert.deepEqual(diagnostics, []);
    assert.deepEqual(graph?.on_finish, { url: 'https://hooks.example.org/runs', secret: 'CALLBACK_SECRET' });
    assert.ok(graph?.features.includes('on_finish'));
  });

  it('names a URL that can be called, and a variable and never a secret', () => {
    assert.match(findings(finish('{ url: hooks, secret: CALLBACK_SECRET }')).join(), /W104 1:19 `hooks` is no URL/);
    const user = findings(finish('{ url: "https://a:b@hooks.example.org", secret: CALLBACK_SECRET }')).join();
    assert.match(user, /W104 .*is no URL that can be called/);
    const secret = findings(finish('{ url: https://hooks.example.org, secret: whsec_MTIz }')).join();
    assert.match(secret, /W104 .*never the secret itself/);
    assert.doesNotMatch(secret, /MTIz/);
    assert.match(findings(finish('{ url: https://hooks.example.org }')).join(), /W10\d .*secret/);
  });
});

describe('limits', () => {
  const STATE = 'state:\n  type: object\n  properties:\n    team: { type: string }\n    rank: { type: integer }\n';
  const limited = (limits: string): string => `${STATE}${limits}${NODE.replace('morning', '{team} {rank}')}`;

  it('stand in the graph, each as a feature', () => {
    const { graph, diagnostics } = compiled(
      limited(
        "execution:\n  concurrency: { key: '{team}', limit: 2 }\n  rate_limit: { limit: 10, period: 1m }\n  priority: ${{ rank }}\n",
      ),
    );
    assert.deepEqual(diagnostics, []);
    const { concurrency, rate_limit: rate, priority } = graph?.execution ?? {};
    assert.deepEqual([concurrency?.limit, concurrency?.on_conflict, concurrency?.key?.kind], [2, 'queue', 'text']);
    assert.deepEqual(rate, { limit: 10, period_ms: 60_000, on_conflict: 'queue' });
    assert.equal(priority?.kind, 'value');
    assert.deepEqual(
      graph?.features.filter((name) => /concurrency|rate_limit|priority|debounce/.test(name)),
      ['concurrency', 'rate_limit', 'priority'],
    );
  });

  it('use the inputs that their keys name', () => {
    const only = `${STATE}execution:\n  concurrency: { key: '{team}', limit: 2 }\n  priority: \${{ rank }}\n${NODE}`;
    assert.deepEqual(compiled(only).diagnostics, []);
    assert.match(findings(only.replace('{team}', 'all')).join(), /W413 .*`team`/);
  });

  it('of a trigger see the event', () => {
    const text = entry(
      'uses: generic',
      "concurrency: { key: '{event.workflow_name}', limit: 1, on_conflict: cancel }",
      'debounce: { period: 5s }',
    );
    const { graph, diagnostics } = compiled(text);
    assert.deepEqual(diagnostics, []);
    assert.equal(graph?.triggers[0]?.concurrency?.on_conflict, 'cancel');
    assert.deepEqual(graph?.triggers[0]?.debounce, { period_ms: 5000, max_wait_ms: 50_000 });
  });

  it('have one run at a time as a word', () => {
    const { graph } = compiled(entry('uses: generic', 'singleton: true'));
    assert.deepEqual(graph?.triggers[0]?.concurrency, { limit: 1, on_conflict: 'skip' });
    assert.match(findings(entry('uses: generic', 'singleton: true', 'concurrency: { limit: 2 }')).join(), /W105/);
  });

  it('know neither nodes nor an event of the workflow', () => {
    assert.match(findings(limited("execution:\n  concurrency: { key: '{greet}', limit: 1 }\n")).join(), /W203/);
    assert.match(findings(limited("execution:\n  concurrency: { key: '{event.id}', limit: 1 }\n")).join(), /W203/);
  });

  it('take a priority that is a number', () => {
    assert.match(findings(limited('execution:\n  priority: ${{ team }}\n')).join(), /W409 .*priority is text/);
    assert.match(findings(limited('execution:\n  priority: 101\n')).join(), /W104/);
    assert.match(findings(limited("execution:\n  priority: '{team}'\n")).join('\n'), /^W104 [^\n]*$/);
  });

  it('have periods that are durations', () => {
    assert.match(findings(limited('execution:\n  rate_limit: { limit: 1, period: 0 }\n')).join(), /W104/);
    assert.match(
      findings(entry('uses: generic', 'debounce: { period: 5s, max_wait: 1s }')).join(),
      /W104 .*longest wait/,
    );
  });
});

describe('observability', () => {
  const STATE = 'state:\n  type: object\n  properties:\n    team: { type: string }\n';
  const tracked = (section: string): string => `${STATE}${NODE.replace('morning', '{team}')}observability:\n${section}`;

  it('renders names and tags over the inputs', () => {
    const { graph, diagnostics } = compiled(
      tracked("  mlflow: { run_name: 'for {team}', tags: { team: '{team}', kind: fixed } }\n"),
    );
    assert.deepEqual(diagnostics, []);
    assert.deepEqual(Object.keys(graph?.rendered?.['mlflow'] ?? {}), ['run_name', 'tags']);
    assert.ok(graph?.features.includes('rendered'));
  });

  it('leaves fixed names as they are', () => {
    const { graph } = compiled(tracked('  mlflow: { run_name: fixed, tags: { a: b, n: 1 } }\n'));
    assert.equal(graph?.rendered, undefined);
    assert.ok(!graph?.features.includes('rendered'));
  });

  it('knows no nodes in names', () =>
    assert.match(findings(tracked("  mlflow: { run_name: '{greet}' }\n")).join(), /W203/));

  it('takes the keys of OpenTelemetry', () => {
    assert.deepEqual(
      findings(tracked('  otel: { service_name: greeter, attributes: { team: a }, capture: metadata }\n')),
      [],
    );
    assert.match(findings(tracked('  otel: { capture: some }\n')).join(), /W104/);
  });

  it('takes no address and no credential, once each', () => {
    for (const key of ['endpoint', 'otlp_endpoint', 'api_key', 'token_env', 'headers', 'tracking_uri']) {
      assert.match(findings(tracked(`  otel: { ${key}: x }\n`)).join('\n'), /^W335 [^\n]*$/, key);
    }
  });

  it("holds a plugin's section against its settings", () => {
    assert.deepEqual(findings(tracked('  ledger: { book: a, detail: full }\n')), []);
    assert.match(findings(tracked('  ledger: { book: a, detail: long }\n')).join(), /W336 .*must be one of/);
    assert.match(findings(tracked('  ledger: {}\n')).join(), /W336 .*needs the setting `book`/);
    assert.deepEqual(findings(tracked('  not_installed: { anything: 1 }\n')), []);
  });
});
