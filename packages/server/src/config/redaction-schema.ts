// JSON Schema of `redaction` in the configuration file.
const RULES = {
  paths: {
    type: 'array',
    items: { type: 'string', minLength: 1 },
    description: 'Places that are hidden, such as inputs.customer.email, body.card.*, headers.x-session.',
  },
  values: {
    type: 'array',
    items: { type: 'string', minLength: 1 },
    description: 'Regular expressions (RE2) of texts that are hidden wherever they are in inputs, headers and bodies.',
  },
} as const;

export type RulesConfig = { readonly paths?: readonly string[]; readonly values?: readonly string[] };

export type RedactionConfig = RulesConfig & {
  readonly workflows?: { readonly [name: string]: RulesConfig };
  readonly keep_failed?: string;
};

export const REDACTION_SCHEMA: { readonly [keyword: string]: unknown } = {
  type: 'object',
  additionalProperties: false,
  properties: {
    ...RULES,
    workflows: {
      type: 'object',
      additionalProperties: { type: 'object', additionalProperties: false, properties: RULES },
      description: 'Rules for the inputs of single workflows, by name.',
    },
    keep_failed: {
      type: 'string',
      pattern: '^\\d+(\\.\\d+)?(ms|s|m|h|d)$',
      description:
        'How long runs that failed or were cancelled keep what is hidden, so that they can be retried; default 0s.',
    },
  },
  description:
    'What of inputs, headers and bodies nobody is shown, and what is taken out of the store when a run has ended.',
};
