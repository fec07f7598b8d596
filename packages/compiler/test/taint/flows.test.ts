// Sources, places and what stands between them: each case is one workflow and the findings about flows in it.
import assert from 'node:assert/strict';
import { compile } from '@configurable-agents/compiler';
import { PLUGINS } from '../support/plugins.ts';

const LLM = 'llm: { provider: echo, model: any }';

/** Findings W43x as `W434 11:24 shown`. `nodes` and what follows are indented as in a file. */
function flows(text: string, files: { readonly [name: string]: string } = {}): readonly string[] {
  const { diagnostics } = compile(text, {
    file: 'w.yaml',
    plugins: PLUGINS,
    workflow: (name) => (files[name] === undefined ? undefined : { file: name, source: files[name] }),
  });
  const other = diagnostics.filter(({ code, severity }) => severity === 'error' && !code.startsWith('W43'));
  assert.deepEqual(other, [], 'the workflow is right but for its flows');
  return diagnostics
    .filter(({ code }) => code.startsWith('W43'))
    .map(({ code, severity, message }) => `${severity} ${code} ${message.split(': ')[1] ?? ''}`.trim());
}

const head = (schema: string, trigger = 'generic'): string => `state:
  type: object
  properties:
    x: ${schema}
    reply: { type: string, default: "" }
triggers:
  - uses: ${trigger}
nodes:
`;
const post = (channel: string, more = ''): string =>
  `  - name: post\n    uses: chat.post\n${more}    with: { channel: "${channel}", text: hello }\n`;
const model = (prompt: string, more = ''): string => `  - name: m\n    ${LLM}\n    prompt: "${prompt}"\n${more}`;
const text = head('{ type: string }');

describe('text from outside', () => {
  describe('comes from', () => {
    it('an event, by its inputs', () => {
      assert.deepEqual(flows(text + post('{x}')), ['warning W434 event.inputs.x → {x}']);
    });
    it('no trigger that the host answers for', () => {
      assert.deepEqual(flows(head('{ type: string }', 'manual') + post('{x}')), []);
      assert.deepEqual(flows(text.replace('triggers:\n  - uses: generic\n', '') + post('{x}')), []);
    });
    it('the answer of an action, unless its plugin vouches for it', () => {
      const get = '  - name: get\n    uses: http\n    with: { url: "https://example.org" }\n';
      assert.deepEqual(flows(text + get + post('${{ string(get) }}')), ['warning W434 get → ${{ … }}']);
      const first = '  - name: first\n    uses: chat.post\n    with: { text: "{x}" }\n';
      assert.deepEqual(flows(text + first + post('{first.id}')), []);
    });
    it('a model that has read it', () => {
      assert.deepEqual(flows(text + model('{x}') + post('{m}')), ['warning W434 event.inputs.x → {x} → m']);
      assert.deepEqual(flows(text + model('hello') + post('{m}')), []);
    });
  });

  describe('goes on through', () => {
    it('`set`, property by property', () => {
      const set = '  - name: s\n    uses: set\n    with: { a: "{x}", b: fixed }\n';
      assert.deepEqual(flows(text + set + post('{s.a}')), ['warning W434 event.inputs.x → {x} → s → {s.a}']);
      assert.deepEqual(flows(text + set + post('{s.b}')), []);
    });
    it('state fields, of the nodes before only', () => {
      const write = model('{x}', '    outputs: [reply]\n');
      assert.deepEqual(flows(text + write + post('{reply}')), ['warning W434 event.inputs.x → {x} → m → {reply}']);
      assert.deepEqual(flows(text + post('{reply}') + write), []);
    });
    it('expressions, lists and macros', () => {
      assert.deepEqual(flows(text + post("${{ [x].map(y, y + '!').join('') }}")), [
        'warning W434 event.inputs.x → ${{ … }}',
      ]);
      assert.deepEqual(flows(text + post("${{ x == 'a' ? 'a' : 'b' }}")), []);
      assert.deepEqual(flows(text + post('${{ string(size(x)) }}')), []);
    });
    it('a loop', () => {
      const loop = `${model('{reply}', '    outputs: [reply]\n')}  - name: s\n    uses: set\n    with: { a: "{x}" }\n    outputs: { reply: a }
  - name: post\n    uses: chat.post\n    with: { channel: "{m}", text: hello }
edges:
  - { from: m, to: s }
  - from: s
    routes:
      - { when: "size(reply) > 3", to: m, max_iterations: 3, on_limit: post }
      - to: post
`;
      assert.deepEqual(flows(text + loop), ['warning W434 event.inputs.x → {x} → s → {reply} → m']);
    });
    it('`for_each`', () => {
      const each = post('{item}', '    for_each: { in: "${{ x }}" }\n');
      assert.deepEqual(flows(head('{ type: array, items: { type: string } }') + each), [
        'warning W434 event.inputs.x → ${{ x }} → {item}',
      ]);
      assert.deepEqual(flows(head('{ type: array, items: { enum: [a, b] } }') + each), []);
    });
    it('awaited workflows, into their nodes and back', () => {
      const child = `state:\n  type: object\n  properties:\n    y: { type: string }\nnodes:\n`;
      const call = '  - name: call\n    workflow: ./child.yaml\n    with: { y: "{x}" }\n';
      assert.deepEqual(flows(text + call, { './child.yaml': child + post('{y}') }), [
        'warning W434 event.inputs.x → {x} → y',
      ]);
      const back = { './child.yaml': `${child}  - name: s\n    uses: set\n    with: { z: "{y}" }\n` };
      assert.deepEqual(flows(text + call + post('{call.z}'), back), [
        'warning W434 event.inputs.x → {x} → call → {call.z}',
      ]);
    });
  });

  describe('is harmless', () => {
    it('where it is only shown', () => {
      assert.deepEqual(flows(`${text}  - { name: p, uses: chat.post, with: { text: "{x}" } }\n`), []);
      assert.deepEqual(flows(`${text}${model('{x}')}  - { name: p, uses: chat.post, with: { text: "{m}" } }\n`), []);
    });
    it('as a number, a word, one of a few', () => {
      for (const schema of [
        '{ type: integer }',
        '{ enum: [a, b] }',
        '{ type: boolean }',
        '{ type: string, pattern: "^[a-z0-9-]+$" }',
      ]) {
        assert.deepEqual(flows(head(schema) + post('{x}')), [], schema);
      }
    });
    it('by no pattern that lets more than a word through', () => {
      for (const pattern of ['[a-z]+', '^[a-z]+', '^[a-z./]+$', '^a|b$', '^.*$', '^\\\\S+$']) {
        const found = flows(head(`{ type: string, pattern: "${pattern}" }`) + post('{x}'));
        assert.deepEqual(found, ['warning W434 event.inputs.x → {x}'], pattern);
      }
    });
    it('after a model that may answer a few words only', () => {
      const answer = model(
        '{x}',
        '    output_schema: { type: object, properties: { c: { enum: [a, b] }, t: { type: string } }, required: [c, t] }\n',
      );
      assert.deepEqual(flows(text + answer + post('{m.c}')), []);
      assert.deepEqual(flows(text + answer + post('{m.t}')), ['warning W434 event.inputs.x → {x} → m → {m.t}']);
    });
    it('after a test on the way', () => {
      assert.deepEqual(flows(text + post('{x}', "    when: x in ['a', 'b']\n")), []);
      assert.deepEqual(flows(text + post('{x}', "    when: x.matches('^[a-z]+$')\n")), []);
      assert.deepEqual(flows(text + post("${{ x in ['a'] ? x : 'b' }}")), []);
      assert.deepEqual(flows(text + post('{x}', "    when: x.matches('[a-z]+')\n")), [
        'warning W434 event.inputs.x → {x}',
      ]);
      assert.deepEqual(flows(text + post('{x}', "    when: x in ['a', 'b'] || size(x) > 3\n")), [
        'warning W434 event.inputs.x → {x}',
      ]);
      assert.deepEqual(flows(text + post('{x}', "    when: x != 'a'\n")), ['warning W434 event.inputs.x → {x}']);
    });
    it('on a route that tests it, and not on the other', () => {
      const routed = (
        to: string,
      ): string => `  - { name: s, uses: set, with: { a: b } }\n${post('{x}')}  - { name: other, uses: set, with: { a: b } }
edges:
  - from: s
    routes:
      - { when: "x in ['a', 'b']", to: ${to === 'post' ? 'post' : 'other'} }
      - to: ${to === 'post' ? 'other' : 'post'}
`;
      assert.deepEqual(flows(text + routed('post')), []);
      assert.deepEqual(flows(text + routed('other')), ['warning W434 event.inputs.x → {x}']);
    });
    it('after a person who has seen it said yes', () => {
      const ask = (shown: string, more = ''): string =>
        `  - name: ask\n    uses: approval\n    with: { show: { a: "${shown}" }${more} }\n`;
      assert.deepEqual(flows(text + ask('{x}') + post('{x}', '    when: ask.approved\n')), []);
      const found = ['warning W434 event.inputs.x → {x}'];
      assert.deepEqual(flows(text + ask('{x}') + post('{x}')), found, 'nobody asks for the answer');
      assert.deepEqual(
        flows(text + ask('something') + post('{x}', '    when: ask.approved\n')),
        found,
        'it is not shown',
      );
      assert.deepEqual(
        flows(text + ask('{x}') + post('{x}', '    when: ask.approved == false\n')),
        found,
        'the answer is no',
      );
      const byItself = ask('{x}', ', timeout: 1h, default: { approved: true }');
      assert.deepEqual(flows(text + byItself + post('{x}', '    when: ask.approved\n')), found, 'it answers itself');
    });
  });

  describe('in a URL', () => {
    const http = (inputs: string): string => `  - name: h\n    uses: http\n    with: { ${inputs} }\n`;
    it('chooses the host, or only the path', () => {
      for (const url of ['{x}', 'https://{x}', 'https://{x}.example.org/', 'https://example.org{x}']) {
        const { diagnostics } = compile(text + http(`url: "${url}"`), { file: 'w.yaml', plugins: PLUGINS });
        assert.match(diagnostics.map(({ message }) => message).join(), /chooses the host/, url);
      }
      assert.deepEqual(flows(text + http('url: "https://example.org/{x}"')), [], 'the path is ordinary');
    });
    it('is an error where the request carries a secret', () => {
      const secret = text.replace('reply:', 'key: { type: string, x-secret: true }\n    reply:');
      const headers = 'headers: { Authorization: "Bearer {key}" }';
      assert.deepEqual(flows(secret + http(`url: "https://{x}", ${headers}`)), ['error W433 event.inputs.x → {x}']);
      assert.deepEqual(flows(secret + http(`url: "https://example.org", ${headers}`)), []);
      const path = flows(secret + http(`url: "https://example.org/{x}", ${headers}`));
      assert.deepEqual(path, ['warning W433 event.inputs.x → {x}'], 'the path matters there');
    });
  });

  it('never becomes code, and names no file', () => {
    assert.deepEqual(flows(`${text}  - { name: r, uses: shell.run, with: { command: "echo {x}" } }\n`), [
      'error W432 event.inputs.x → {x}',
    ]);
    assert.deepEqual(flows(`${text}  - { name: r, uses: disk.read, with: { path: "in/{x}" } }\n`), [
      'warning W434 event.inputs.x → {x}',
    ]);
    assert.deepEqual(
      flows(`${text}  - name: c\n    code: "return { a: inputs.x.length }"\n    with: { x: "{x}" }\n`),
      [],
    );
  });

  it('may not be read by a model together with private data, and what it answers sent away', () => {
    const crm = '  - { name: c, uses: crm.find, with: { id: 7 } }\n';
    const send = '  - { name: p, uses: chat.post, with: { text: "{m}" } }\n';
    assert.deepEqual(flows(text + crm + model('{x} {c.notes}') + send), ['warning W436 c → {c.notes} → m']);
    assert.deepEqual(flows(text + crm + model('{c.notes}') + send), [], 'a summary of it');
    assert.deepEqual(flows(text + crm + model('{x}') + send), [], 'nothing private');
  });

  it('may not tell a model what to decide', () => {
    const chooses = (when: string): string =>
      `${text}${model('urgent? {x}')}  - name: p\n    uses: chat.post\n    when: ${when}\n    with: { text: hi }\n`;
    assert.deepEqual(flows(chooses("m.contains('yes')")), ['warning W435 event.inputs.x → {x} → m']);
    assert.deepEqual(flows(chooses("x.contains('yes')")), [], 'a test of the text itself asks no model');
  });
});

describe('a secret', () => {
  const secret = text.replace('reply:', 'key: { type: string, x-secret: true }\n    reply:');
  it('may go only where a plugin says so', () => {
    assert.deepEqual(flows(`${secret}  - { name: p, uses: chat.post, with: { text: hi, token: "{key}" } }\n`), []);
    assert.deepEqual(flows(`${secret}  - { name: p, uses: chat.post, with: { text: "{key}" } }\n`), ['error W431']);
  });
  it('reaches no model, question, result or condition', () => {
    assert.deepEqual(flows(secret + model('{key}')), ['error W430']);
    assert.deepEqual(flows(`${secret}  - { name: a, uses: approval, with: { message: "{key}?" } }\n`), ['error W431']);
    assert.deepEqual(flows(`${secret}  - { name: s, uses: set, with: { a: "{key}" } }\n`), ['error W431 key → s']);
    assert.deepEqual(flows(`${secret}  - { name: p, uses: chat.post, when: "size(key) > 3", with: { text: hi } }\n`), [
      'warning W431',
    ]);
  });
  it('of the environment has a value in marked inputs of actions only', () => {
    const own = (node: string): readonly string[] => flows(`${text}  - ${node}\n`);
    assert.deepEqual(own('{ name: p, uses: chat.post, with: { text: hi, token: "${{ secrets.TOKEN }}" } }'), []);
    assert.deepEqual(own('{ name: p, uses: chat.post, with: { text: "${{ secrets.TOKEN }}" } }'), ['error W431']);
    assert.deepEqual(own('{ name: s, uses: set, when: "secrets.A == \'b\'", with: { a: b } }'), ['error W431']);
    assert.deepEqual(own(`{ name: m, ${LLM}, prompt: "{secrets.TOKEN}" }`), ['error W430']);
    assert.equal(own('{ name: s, uses: set, with: { a: "${{ secrets.TOKEN }}" } }')[0], 'error W431');
    const { graph } = compile(
      `${text}  - { name: p, uses: chat.post, with: { text: hi, token: "\${{ secrets.T }}" } }\n`,
      {
        file: 'w.yaml',
        plugins: PLUGINS,
      },
    );
    assert.ok(graph?.features.includes('secrets'), 'an engine that has no secrets refuses it');
  });
  it('is told of once, whatever becomes of it', () => {
    assert.deepEqual(flows(`${secret}${model('{key}')}  - { name: p, uses: chat.post, with: { text: "{m}" } }\n`), [
      'error W430',
    ]);
  });
  it('stays one after it has been shown in a question', () => {
    const ask = '  - { name: ask, uses: approval, with: { show: { a: "{key}" } } }\n';
    assert.deepEqual(
      flows(`${secret}${ask}  - { name: p, uses: chat.post, when: ask.approved, with: { text: "{key}" } }\n`),
      ['error W431', 'error W431'],
    );
  });
  it('is followed into awaited workflows', () => {
    const child =
      'state:\n  type: object\n  properties:\n    y: { type: string }\nnodes:\n  - { name: p, uses: chat.post, with: { text: "{y}" } }\n';
    const call = '  - name: call\n    workflow: ./child.yaml\n    with: { y: "{key}" }\n';
    assert.deepEqual(flows(secret + call, { './child.yaml': child }), ['error W431 key → y']);
    assert.deepEqual(
      flows(secret + call, { './child.yaml': child.replace('text: "{y}"', 'text: hi, token: "{y}"') }),
      [],
    );
  });
});
