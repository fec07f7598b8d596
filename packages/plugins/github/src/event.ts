import { mark } from '@configurable-agents/plugin-sdk';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';

function open(properties: { readonly [name: string]: JsonSchema }): JsonSchema {
  return { type: 'object', properties, additionalProperties: true };
}

const text: JsonSchema = { type: 'string' };
/** GitHub admits only names without blanks and signs here, or makes the value itself. */
const made: JsonSchema = { type: 'string', ...mark.platform };
const id: JsonSchema = { type: 'integer' };

/** What events have in common where they have it: the type of an event that `schemas/events.json.br` does not describe. */
export const EVENT: JsonSchema = open({
  action: made,
  repository: open({
    id,
    name: made,
    full_name: made,
    private: { type: 'boolean' },
    html_url: made,
    default_branch: text,
    owner: open({ id, login: made }),
  }),
  organization: open({ id, login: made }),
  sender: open({ id, login: made, type: made }),
  installation: open({ id }),
  after: made,
  before: made,
  issue: open({ id, number: id, node_id: made, html_url: made }),
  pull_request: open({
    id,
    number: id,
    node_id: made,
    html_url: made,
    head: open({ sha: made }),
    base: open({ sha: made }),
  }),
  comment: open({ id, html_url: made }),
  release: open({ id, html_url: made }),
});
