import assert from 'node:assert/strict';
import { compile, formatTypes } from '@configurable-agents/compiler';
import { PLUGINS } from './support/plugins.ts';

describe('types of a workflow', () => {
  it('are those of its inputs, state and result', () => {
    const { graph } = compile(
      `
schemas:
  tag: { enum: [good, bad] }
state:
  type: object
  properties:
    topic: { type: string, description: What it is about. }
    limit: { type: [integer, 'null'], default: 3 }
    tags: { type: array, items: { $ref: '#/schemas/tag' }, default: [] }
    counts: { type: object, additionalProperties: { type: number }, default: {} }
    found: { type: array, items: { anyOf: [{ type: string }, { type: integer }] }, reduce: append }
nodes:
  - name: a
    llm: { provider: echo, model: any }
    prompt: 'About {topic}, {limit}, {tags}, {counts}'
    output_schema: { type: object, properties: { found: { type: string }, done: { const: true } }, required: [done] }
    outputs: [found]
`,
      { file: 'x.yaml', plugins: PLUGINS },
    );
    assert.ok(graph !== undefined);
    assert.equal(
      formatTypes(graph),
      `// Made by \`configurable-agents types\` of the workflow x. Not to be edited.

/** What a run is given. */
export type Inputs = {
  /** What it is about. */
  readonly topic: string;
  readonly limit?: number | null;
  readonly tags?: readonly ("good" | "bad")[];
  readonly counts?: { readonly [name: string]: number };
};

/** Fields of the state; one that nothing has written yet is absent. */
export type State = {
  /** What it is about. */
  readonly topic?: string;
  readonly limit?: number | null;
  readonly tags?: readonly ("good" | "bad")[];
  readonly counts?: { readonly [name: string]: number };
  readonly found?: readonly (string | number)[];
};

/** What a run gives. */
export type Result = {
  readonly found?: string;
  readonly done: true;
};
`,
    );
  });

  it('of a schema that leads back into itself end there', () => {
    const { graph } = compile(
      `
schemas: { tree: { type: object, properties: { children: { type: array, items: { $ref: '#/schemas/tree' } } } } }
state: { type: object, properties: { root: { $ref: '#/schemas/tree' } } }
nodes: [{ name: a, uses: set, with: { root: '\${{ root }}' } }]
`,
      { file: 'x.yaml', plugins: PLUGINS },
    );
    assert.ok(graph !== undefined);
    assert.match(formatTypes(graph), /readonly root: \{\n {4}readonly children\?: readonly unknown\[\];/);
  });
});
