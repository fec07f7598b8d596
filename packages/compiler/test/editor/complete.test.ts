import assert from 'node:assert/strict';
import { chosen, completionsAt, HEAD, labelsAt } from './cursor.ts';

function offers(marked: string, expected: readonly string[]): void {
  const labels = labelsAt(marked);
  const missing = expected.filter((label) => !labels.includes(label));
  assert.deepEqual(missing, [], `offered are ${labels.join(', ')}`);
}

function offersExactly(marked: string, expected: readonly string[]): void {
  assert.deepEqual(labelsAt(marked), expected);
}

function offersNone(marked: string, unwanted: readonly string[]): void {
  const labels = labelsAt(marked);
  assert.deepEqual(
    unwanted.filter((label) => labels.includes(label)),
    [],
  );
}

describe('completion of keys', () => {
  it('offers the keys of a workflow in an empty text', () => {
    offers('^', ['name', 'state', 'nodes', 'edges', 'triggers']);
  });

  it('offers the keys of a node that it has not yet', () => {
    offers(`${HEAD}    ^\n`, ['uses', 'with', 'prompt', 'when', 'outputs']);
    offersNone(`${HEAD}    ^\n`, ['name']);
  });

  it('offers the keys of the place in a half-typed line', () => {
    offers(`${HEAD}    us^\n`, ['uses']);
    assert.equal(chosen(`${HEAD}    us^\n`, 'uses'), `${HEAD}    uses: \n`);
  });

  it('leaves out keys that do not go with what is there', () => {
    offersNone(`${HEAD}    uses: http\n    ^\n`, ['system', 'tools', 'memory', 'wait']);
    offers(`${HEAD}    prompt: Hi\n    ^\n`, ['system', 'tools', 'repair']);
    offersNone(`${HEAD}    prompt: Hi\n    ^\n`, ['code', 'workflow', 'with']);
  });

  it('comes with what the key means', () => {
    const item = completionsAt(`${HEAD}    on_un^\n`).find(({ label }) => label === 'on_unknown');
    assert.match(item?.documentation ?? '', /After a crash\.[^]*`retry`, `fail`/);
  });

  it('keeps a colon that is there', () => {
    assert.equal(chosen(`${HEAD}    us^: http\n`, 'uses'), `${HEAD}    uses: http\n`);
  });

  it('offers the inputs of the action in its `with`', () => {
    offers(`${HEAD}    uses: http\n    with: { ^ }\n`, ['url', 'method', 'headers']);
    offersExactly(`${HEAD}    uses: chat.post\n    with:\n      text: hi\n      ^\n`, ['channel', 'token']);
    offers(`${HEAD}    uses: wait\n    with: { ^ }\n`, ['duration', 'until', 'signal']);
  });

  it('offers the inputs of the workflow that a node runs', () => {
    const child =
      'state:\n  properties:\n    domain: { type: string }\nnodes:\n  - { name: a, uses: set, with: { d: "{domain}" } }\n';
    const workflow = () => ({ file: 'child.yaml', source: child });
    assert.deepEqual(labelsAt(`${HEAD}    workflow: ./child.yaml\n    with: { ^ }\n`, { workflow }), ['domain']);
  });

  it('offers state fields where they are keys', () => {
    offers(`${HEAD}    uses: http\n    outputs: { ^ }\n`, ['topic', 'score', 'items']);
    offersExactly(
      `${HEAD}    prompt: Hi\ntriggers:\n  - uses: manual\n    inputs: { ^ }\n`.replace('manual', 'schedule'),
      ['topic', 'items'],
    );
  });

  it('offers trackers and their settings', () => {
    offers(`${HEAD}    prompt: Hi\nobservability:\n  ^\n`, ['ledger', 'mlflow', 'console']);
    offersExactly(`${HEAD}    prompt: Hi\nobservability:\n  ledger: { ^ }\n`, ['book', 'detail']);
  });

  it('offers nothing below a key that takes what it likes', () => {
    offersExactly(`${HEAD}    uses: set\n    with: { ^ }\n`, []);
  });
});

describe('completion of values', () => {
  it('offers actions, those of plugins and those of the engine', () => {
    offers(`${HEAD}    uses: ^\n`, ['http', 'chat.post', 'set', 'approval']);
    assert.equal(chosen(`${HEAD}    uses: chat.po^\n`, 'chat.post'), `${HEAD}    uses: chat.post\n`);
  });

  it('offers providers, the models of the one that is named, and aliases', () => {
    offersExactly(`${HEAD}    prompt: Hi\n    llm: { provider: ^ }\n`, ['echo', 'listed']);
    offersExactly(`${HEAD}    prompt: Hi\n    llm: { provider: listed, model: ^ }\n`, ['small', 'large']);
    offersExactly(`models:\n  fast: { provider: listed, model: small }\n${HEAD}    prompt: Hi\n    llm: ^\n`, ['fast']);
  });

  it('offers nodes and ends in edges, in lists too', () => {
    const edges = `${HEAD}    prompt: Hi\nedges:\n`;
    offersExactly(`${edges}  - { from: ^, to: send }\n`, ['draft', 'send', 'START']);
    offersExactly(`${edges}  - { from: draft, to: [^] }\n`, ['draft', 'send', 'END']);
    offersExactly(`${edges}  - from: draft\n    routes:\n      - to: se^\n`, ['draft', 'send', 'END']);
    offersExactly(`${HEAD}    prompt: Hi\n    on_error: { to: ^ }\n`, ['draft', 'send']);
  });

  it('offers triggers, and the events of the one that is named', () => {
    offers(`${HEAD}    prompt: Hi\ntriggers:\n  - uses: ^\n`, ['github', 'generic', 'schedule', 'manual']);
    offers(`${HEAD}    prompt: Hi\ntriggers:\n  - uses: github\n    events: [pu^\n`, [
      'push',
      'pull_request',
      'pull_request.opened',
    ]);
  });

  it('offers fields in lists of outputs, and properties in maps of them', () => {
    offersExactly(`${HEAD}    prompt: Hi\n    outputs: [^]\n`, ['topic', 'score', 'items']);
    offersExactly(`${HEAD}    prompt: Hi\n    outputs:\n      - ^\n`, ['topic', 'score', 'items']);
    offersExactly(HEAD.replace('[score]\n', '{ score: ^ }\n'), ['score', 'feedback']);
  });

  it('offers the words of a schema', () => {
    offersExactly(`${HEAD}    uses: http\n    with: { url: x, method: ^ }\n`, ['GET', 'POST', 'PUT']);
    offersExactly(`${HEAD}    prompt: Hi\n    join: ^\n`, ['all', 'any']);
    offersExactly(`${HEAD}    prompt: Hi\n    finally: ^\n`, ['true', 'false']);
    offers('state:\n  properties:\n    a: { type: ^ }\nnodes: []\n', ['string', 'integer', 'object']);
  });

  it('offers shared schemas for `$ref`', () => {
    const text = `schemas:\n  Note: { type: object }\n${HEAD}    prompt: Hi\n    output_schema: { $ref: '^' }\n`;
    offersExactly(text, ['#/schemas/Note']);
    assert.ok(chosen(text, '#/schemas/Note').includes("$ref: '#/schemas/Note' }"));
  });
});

describe('completion in templates and conditions', () => {
  it('offers fields, results of nodes before, and roots in a placeholder', () => {
    const marked = `${HEAD}    uses: http\n    with: { url: "a/{^}" }\n`;
    offers(marked, ['topic', 'score', 'draft', 'state', 'run']);
    offersNone(marked, ['send', 'size', 'true']);
    assert.equal(
      chosen(`${HEAD}    uses: http\n    with: { url: "a/{to^}" }\n`, 'topic'),
      `${HEAD}    uses: http\n    with: { url: "a/{topic}" }\n`,
    );
  });

  it('does so before the brace or the quote is closed', () => {
    offers(`${HEAD}    prompt: "Hi {topic} and {sc^\n`, ['topic', 'score']);
    offers(`${HEAD}    prompt: |\n      Hello {^\n    timeout: 3s\n`, ['topic', 'draft']);
  });

  it('knows the properties of a result, and what stands beside it', () => {
    offersExactly(`${HEAD}    uses: http\n    with: { url: "{draft.^}" }\n`, [
      'score',
      'feedback',
      'output',
      'text',
      'usage',
      'cost_usd',
      'error',
    ]);
    offersExactly(`${HEAD}    uses: http\n    with: { url: "{draft.usage.^}" }\n`, ['input_tokens', 'output_tokens']);
  });

  it('tells types', () => {
    const items = completionsAt(`${HEAD}    uses: http\n    with: { url: "{state.^}" }\n`);
    assert.deepEqual(
      items.map(({ label, detail }) => [label, detail]),
      [
        ['topic', 'text'],
        ['score', 'an integer'],
        ['items', 'a list'],
      ],
    );
  });

  it('offers names, words and functions in a condition', () => {
    offers(`${HEAD}    prompt: Hi\n    when: ^\n`, ['topic', 'draft', 'true', 'size']);
    offers(`${HEAD}    prompt: Hi\n    when: score > 3 && ^\n`, ['topic', 'state']);
  });

  it('offers methods of the type before the dot', () => {
    offers(`${HEAD}    prompt: Hi\n    when: topic.^\n`, ['startsWith', 'contains', 'size']);
    offersNone(`${HEAD}    prompt: Hi\n    when: topic.^\n`, ['filter', 'getFullYear']);
  });

  it('knows the variables of a macro that is not closed', () => {
    offers(`${HEAD}    prompt: Hi\n    when: state.items.exists(i, ^\n`, ['i']);
    offers(`${HEAD}    prompt: Hi\n    when: state.items.exists(i, i.^\n`, ['price']);
  });

  it('knows the item of a list', () => {
    const each = `${HEAD}    for_each: { in: "\${{ state.items }}", as: thing }\n    uses: http\n`;
    offers(`${each}    with: { url: "{^}" }\n`, ['thing', 'index']);
    offersExactly(`${each}    with: { url: "{thing.^}" }\n`, ['price']);
  });

  it('knows the event of a trigger', () => {
    offers(`${HEAD}    prompt: Hi\ntriggers:\n  - uses: github\n    events: [push]\n    when: event.^\n`, [
      'action',
      'repository',
    ]);
  });

  it('offers the own result in the routes of a node', () => {
    offers(`${HEAD}    prompt: Hi\nedges:\n  - from: draft\n    routes:\n      - when: draft.^\n`, [
      'score',
      'feedback',
    ]);
  });

  it('offers names in an expression that is not closed', () => {
    offers(`${HEAD}    prompt: Hi \${{ size(^\n`, ['topic', 'items']);
  });

  it('offers nothing in prose', () => {
    offersExactly(`${HEAD}    prompt: Write about the ^weather\n`, []);
    offersExactly(`${HEAD}    prompt: "A brace {{ ^ }} that is text"\n`, []);
  });

  it('works with a mistake elsewhere', () => {
    offers(`a: [\n${HEAD}    prompt: "{^}"\n`.replace('a: [\n', 'unknown: 1\n'), ['topic']);
    offers(`${HEAD}    prompt: "{^}"\nbroken: "\n`, ['topic']);
  });
});
