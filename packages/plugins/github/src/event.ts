import type { JsonSchema } from '@configurable-agents/plugin-sdk';

function open(properties: { readonly [name: string]: JsonSchema }): JsonSchema {
  return { type: 'object', properties, additionalProperties: true };
}

const text: JsonSchema = { type: 'string' };
const id: JsonSchema = { type: 'integer' };

/** What events have in common where they have it: the type of an event that `schemas/events.json.br` does not describe. */
export const EVENT: JsonSchema = open({
  action: text,
  repository: open({
    id,
    name: text,
    full_name: text,
    private: { type: 'boolean' },
    html_url: text,
    default_branch: text,
    owner: open({ id, login: text }),
  }),
  organization: open({ id, login: text }),
  sender: open({ id, login: text, type: text }),
  installation: open({ id }),
});
