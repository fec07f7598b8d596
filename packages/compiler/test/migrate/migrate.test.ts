import assert from 'node:assert/strict';
import { compile } from '@configurable-agents/compiler';
import { migrate } from '@configurable-agents/compiler/migrate';
import type { Migration } from '@configurable-agents/compiler/migrate';
import { difference } from '../../src/migrate/same.ts';
import { PLUGINS } from '../support/plugins.ts';

const options = { file: 'w.yaml', plugins: PLUGINS };
const migrated = (text: string): Migration => migrate(text, options);

function nativeOf(text: string): string {
  const migration = migrated(text);
  return migration.ok ? migration.text : `${migration.code} ${migration.message}`;
}

const FLOW = `# yaml-language-server: $schema=../schema/flow.schema.json
# Two steps.

schema_version: "1.0"

# What it is called
flow:
  name: article # shown
  version: 1.10

state:
  fields:
    # What is asked for
    topic: { type: str, required: true } # an input
    draft: { type: str, default: "" }
    score: { type: float } # null at first
    done:
      type: bool # when to end
      default: false

nodes:
  # first
  - id: draft
    inputs: { about: "{state.topic}" }
    # the prompt
    prompt: |
      Write about {about}.
      As JSON {"a": 1}, {{name}}
    outputs: [draft] # one field
  - id: judge # second
    prompt: "Judge: {draft}"
    output_schema:
      type: object
      fields:
        - { name: score, type: float, description: 0 to 1 } # a number
        - { name: done, type: bool }
    outputs: [score, done]

edges:
  - { from: START, to: draft }
  # from one to the other
  - { from: draft, to: judge }
  - from: judge
    routes:
      - condition: { logic: "{state.score} > 0.8 AND not state.done" } # good
        to: END
      - condition: { logic: default }
        to: draft

config:
  # the model
  llm: { provider: echo, model: any }
  execution: { timeout: 60, max_retries: 2 } # limits
# the end
`;

const NATIVE = `# yaml-language-server: $schema=../schema/workflow.schema.json
# Two steps.

# What it is called
name: article # shown
version: 1.10

state:
  type: object
  properties:
    # What is asked for
    topic: { type: string } # an input
    draft: { type: string, default: "" }
    score: { type: [number, "null"], default: null } # null at first
    done:
      type: boolean # when to end
      default: false

defaults:
  # the model
  llm: { provider: echo, model: any }
  retry: { max_attempts: 3 }

execution: { timeout: 60 } # limits

nodes:
  # first
  - name: draft_node
    # the prompt
    prompt: |
      Write about {state.topic}.
      As JSON {"a": 1}, {{name}}
    outputs: [draft] # one field
  - name: judge # second
    prompt: "Judge: {state.draft}"
    output_schema:
      type: object
      properties:
        # a number
        score: { type: number, description: 0 to 1 }
        done: { type: boolean }
      required: [score, done]
      additionalProperties: false
    outputs: [score, done]

edges:
  - { from: START, to: draft_node }
  # from one to the other
  - { from: draft_node, to: judge }
  - from: judge
    routes:
      - # good
        when: state.score != null && state.score > 0.8 && !state.done
        to: END
      - to: draft_node
        max_iterations: 100

# the end
`;

describe('migrate', () => {
  it('writes a file in the native dialect, with its comments, quotes, blank lines and blocks', () => {
    assert.equal(nativeOf(FLOW), NATIVE);
  });

  it('gives the same graph, but for names that the native dialect takes for fields', () => {
    const migration = migrated(FLOW);
    assert.ok(migration.ok);
    assert.deepEqual([...migration.names], [['draft', 'draft_node']]);
    const [before, after] = [compile(FLOW, options), compile(migration.text, options)];
    assert.ok(before.graph !== undefined && after.graph !== undefined);
    assert.equal(difference(before.graph, after.graph, migration.names), undefined);
    assert.match(
      difference(before.graph, after.graph, new Map()) ?? '',
      /`nodes\.0\.name` is "draft" in the flow dialect/,
    );
  });

  it('keeps the line ends of the file', () => {
    const text = nativeOf(FLOW.replaceAll('\n', '\r\n'));
    assert.equal(text.replaceAll('\r\n', '\n'), NATIVE);
    assert.doesNotMatch(text, /[^\r]\n/);
  });

  it('calls nodes otherwise whose names are words of the language', () => {
    const text = FLOW.replaceAll('judge', 'item');
    assert.match(nativeOf(text), /- name: item_node # second/);
    assert.match(nativeOf(text), /- from: item_node\n/);
  });

  const refused: readonly (readonly [why: string, text: string, said: RegExp])[] = [
    ['what is native already', 'nodes:\n  - { name: a, uses: set, with: { x: 1 } }\n', /^MIGRATE_NOT_FLOW /],
    ['a file with errors', FLOW.replace('{draft}', '{drift}'), /^MIGRATE_INVALID the file has errors/],
    ['what is no YAML', 'schema_version: "1.0', /^MIGRATE_INVALID /],
    [
      'a field with a name that the native dialect keeps',
      FLOW.replaceAll('topic', 'event'),
      /^MIGRATE_NAME the field `event`/,
    ],
    [
      'Python',
      FLOW.replace('    outputs: [draft]', '    code: result = 1\n    outputs: [draft]'),
      /^MIGRATE_PYTHON the code of `draft`/,
    ],
    [
      'what would be wrong there',
      FLOW.replace('"Judge: {draft}"', '""'),
      /^MIGRATE_REFUSED the native file would be wrong: W104/,
    ],
  ];
  for (const [why, text, said] of refused) it(`refuses ${why}`, () => assert.match(nativeOf(text), said));

  it('says in which place two graphs differ', () => {
    const [one, other] = [
      compile(NATIVE, options).graph,
      compile(NATIVE.replace('timeout: 60', 'timeout: 61'), options).graph,
    ];
    assert.ok(one !== undefined && other !== undefined);
    assert.equal(
      difference(one, other, new Map()),
      '`execution.timeout_ms` is 60000 in the flow dialect, and 61000 in the native one',
    );
  });
});
