import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import schema from '../schema/workflow.schema.json' with { type: 'json' };

const REFERENCE = readFileSync(new URL('../../../docs/workflow-reference.md', import.meta.url), 'utf8');

/** Keys of the table under a heading. */
function keysUnder(heading: string): readonly string[] {
  const [, section = ''] = REFERENCE.split(`\n${heading}\n`);
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
