import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import flow from '../schema/flow.schema.json' with { type: 'json' };
import schema from '../schema/workflow.schema.json' with { type: 'json' };

const page = (name: string): string => readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');
const REFERENCE = page('workflow-reference.md');

/** Keys of the table under a heading. */
function keysUnder(heading: string, text = REFERENCE): readonly string[] {
  const [, section = ''] = text.split(`\n${heading}\n`);
  const [table = ''] = section.split(/\n#/);
  return [...table.matchAll(/^\| `([^`]+)`/gm)].map(([, key]) => key ?? '');
}

const SECTIONS: { readonly [heading: string]: { readonly properties: object } } = {
  '## Workflow': schema,
  '## `nodes`': schema.$defs.node,
  '### `llm`': schema.$defs.llmObject,
  '### `retry`': schema.$defs.retry,
  '## `edges`': schema.$defs.edge,
  '## `triggers`': schema.$defs.trigger,
  '## `observability`': schema.$defs.observability,
  '### `observability.mlflow`': schema.$defs.mlflow,
  '### `observability.otel`': schema.$defs.otel,
  '## `tests`': schema.$defs.test,
  '### `tests.expect`': schema.$defs.expect,
};

describe('docs/workflow-reference.md', () => {
  for (const [heading, { properties }] of Object.entries(SECTIONS)) {
    it(`lists the schema's keys under ${heading}`, () => assert.deepEqual(keysUnder(heading), Object.keys(properties)));
  }
});

describe('docs/flow-dialect.md', () => {
  const text = page('flow-dialect.md');

  it('lists the keys of nodes', () =>
    assert.deepEqual(keysUnder('### Nodes', text), Object.keys(flow.$defs.node.properties)));

  it('lists the keys of the file, and those of its maps in the text beside them', () => {
    const keys = keysUnder('## Keys', text);
    const top = new Set(keys.map((key) => key.split('.')[0]));
    const known = Object.keys(flow.properties);
    const elsewhere = known.filter((key) => !top.has(key));
    for (const key of elsewhere) assert.ok(text.includes(`\`${key}\``), key);
    for (const key of Object.keys({
      ...flow.$defs.config.properties,
      ...flow.$defs.llm.properties,
      ...flow.$defs.mlflow.properties,
    }))
      assert.match(text, new RegExp(String.raw`\b${key}\b`), key);
  });

  it('names every tool, and every key without effect', async () => {
    const { NAMED_TOOLS } = await import('../src/check/named-tools.ts');
    for (const tool of NAMED_TOOLS) assert.ok(text.includes(`\`${tool}\``), tool);
    const { OF_CONFIG, OF_LLM, OF_MLFLOW, OF_NODE, OF_WORKFLOW } = await import('../src/flow/no-effect.ts');
    for (const key of Object.keys({ ...OF_CONFIG, ...OF_LLM, ...OF_MLFLOW, ...OF_NODE, ...OF_WORKFLOW }))
      assert.match(text, new RegExp(`\`(?:config\\.)?${key}\``), key);
  });
});
