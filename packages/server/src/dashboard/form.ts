// A form from a JSON Schema: fields for what a person can type, JSON for the rest. The server's validation decides; the form asks.
import type { Json, JsonObject, JsonSchema } from '@configurable-agents/plugin-sdk';
import { html } from './html.ts';
import type { Html } from './html.ts';

/** What was typed and what is wrong with it, by field. */
export type Filled = {
  readonly values: { readonly [field: string]: string };
  readonly problems: { readonly [field: string]: string };
};

type Keywords = { readonly [keyword: string]: Json | undefined };
type Field = { readonly name: string; readonly schema: Keywords; readonly isRequired: boolean };

/** Names in the form, so that a field never meets a name of the page. */
const PREFIX = 'f.';

/** The inputs of a form, each with its problem beside it. */
export function formFields(form: JsonSchema, { values, problems }: Filled): Html {
  return html`${fieldsOf(form).map((field) => {
    const id = `f-${field.name}`;
    const problem = problems[field.name];
    const { title, description } = field.schema;
    return html`<div class="field">
      <label for="${id}"
        >${typeof title === 'string' ? title : field.name}${!field.isRequired && html` <span class="q">optional</span>`}</label
      >
      ${control(field, { id, value: values[field.name] ?? initial(field), isWrong: problem !== undefined })}
      ${typeof description === 'string' && html`<p class="q">${description}</p>`}
      ${problem !== undefined && html`<p class="wrong" id="${id}-wrong" role="alert">${problem}</p>`}
    </div>`;
  })}`;
}

function fieldsOf(form: JsonSchema): readonly Field[] {
  if (typeof form !== 'object') return [];
  const { properties, required } = form as Keywords;
  const names = Array.isArray(required) ? (required as readonly Json[]) : [];
  return Object.entries((properties ?? {}) as JsonObject).map(([name, schema]) => ({
    name,
    schema: typeof schema === 'object' && schema !== null && !Array.isArray(schema) ? (schema as Keywords) : {},
    isRequired: names.includes(name),
  }));
}

function initial({ schema }: Field): string {
  const value = schema['default'];
  return value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}

/** How a field is typed in: its choices, its type, else JSON. */
function kindOf({ schema }: Field): 'choice' | 'number' | 'text' | 'json' {
  if (Array.isArray(schema['enum']) || schema['type'] === 'boolean') return 'choice';
  if (schema['type'] === 'number' || schema['type'] === 'integer') return 'number';
  return schema['type'] === 'string' ? 'text' : 'json';
}

function choicesOf({ schema }: Field): readonly { readonly value: Json; readonly word: string }[] {
  if (schema['type'] === 'boolean' && schema['enum'] === undefined) {
    return [
      { value: true, word: 'Yes' },
      { value: false, word: 'No' },
    ];
  }
  const values = schema['enum'] as readonly Json[];
  return values.map((value) => ({ value, word: typeof value === 'string' ? value : JSON.stringify(value) }));
}

function control(
  field: Field,
  { id, value, isWrong }: { readonly id: string; readonly value: string; readonly isWrong: boolean },
): Html {
  const { name, schema } = field;
  const told = isWrong && html`aria-invalid="true" aria-describedby="${id}-wrong"`;
  switch (kindOf(field)) {
    case 'choice':
      return html`<select id="${id}" name="${PREFIX}${name}" ${told}>
        <option value="">Choose…</option>
        ${choicesOf(field).map(({ word }, i) => html`<option value="${i}" ${value === String(i) && html`selected`}>${word}</option>`)}
      </select>`;
    case 'number':
      return html`<input id="${id}" name="${PREFIX}${name}" inputmode="decimal" value="${value}" ${told} />`;
    case 'text': {
      const isLong = typeof schema['maxLength'] === 'number' && schema['maxLength'] > 200;
      return isLong
        ? html`<textarea id="${id}" name="${PREFIX}${name}" rows="5" ${told}>${value}</textarea>`
        : html`<input id="${id}" name="${PREFIX}${name}" value="${value}" ${told} />`;
    }
    default:
      return html`<textarea id="${id}" name="${PREFIX}${name}" rows="5" class="m" placeholder="JSON" ${told}>
${value}</textarea>`;
  }
}

/**
 * What a sent form says: the answer, and the problems that the form itself finds. A field left empty is absent, but for a required
 * text, where nothing may be the answer; what is no number stays text for the validation to refuse.
 */
export function readFields(form: JsonSchema, sent: URLSearchParams): Filled & { readonly answer: JsonObject } {
  const values: { [field: string]: string } = {};
  const problems: { [field: string]: string } = {};
  const answer: { [field: string]: Json } = {};
  for (const field of fieldsOf(form)) {
    const { name } = field;
    const typed = sent.get(`${PREFIX}${name}`);
    if (typed === null) continue;
    values[name] = typed;
    const kind = kindOf(field);
    if (typed.trim() === '' && !(kind === 'text' && field.isRequired)) continue;
    if (kind === 'choice') {
      const choice = choicesOf(field)[Number(typed)];
      if (choice === undefined) problems[name] = 'choose one of the list';
      else answer[name] = choice.value;
    } else if (kind === 'json') {
      try {
        answer[name] = JSON.parse(typed) as Json;
      } catch {
        problems[name] = 'this is not JSON; text wants double quotes around it';
      }
    } else answer[name] = kind === 'number' && Number.isFinite(Number(typed)) ? Number(typed) : typed;
  }
  return { values, problems, answer };
}

/** Findings of the validation, by the field that their path begins with; the rest under the empty name. */
export function problemsByField(errors: unknown): { readonly [field: string]: string } {
  const found: { [field: string]: string } = {};
  if (!Array.isArray(errors)) return found;
  for (const { path, message } of errors as readonly { readonly path: string; readonly message: string }[]) {
    const [, field = ''] = path.split('/');
    found[field] ??= /required property/.test(message) ? 'this field is required' : message.replace(/^\/\S+ /, '');
  }
  return found;
}
