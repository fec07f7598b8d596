// Parameters as they come over the wire: nothing is believed of them.
import { ErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { Position, Range } from 'vscode-languageserver/node';

type Fields = { readonly [name: string]: unknown };

/** Throws the error that answers a request whose parameters are of no use. */
function invalid(what: string): never {
  throw new ResponseError(ErrorCodes.InvalidParams, `invalid parameters: ${what}`);
}

export function fieldsOf(value: unknown, name: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return invalid(`\`${name}\` must be an object`);
  return value as Fields;
}

export function textOf(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : invalid(`\`${name}\` must be text`);
}

/** The URI of `params.textDocument`. */
export function uriOf(params: unknown): string {
  return textOf(fieldsOf(fieldsOf(params, 'params')['textDocument'], 'textDocument'), 'uri');
}

function countOf(fields: Fields, name: string): number {
  const value = fields[name];
  const isCount = typeof value === 'number' && Number.isInteger(value) && value >= 0;
  return isCount ? value : invalid(`\`${name}\` must be a whole number from 0`);
}

export function versionOf(document: Fields): number {
  const { version } = document;
  return typeof version === 'number' && Number.isInteger(version)
    ? version
    : invalid('`version` must be a whole number');
}

export function positionOf(value: unknown): Position {
  const fields = fieldsOf(value, 'position');
  return { line: countOf(fields, 'line'), character: countOf(fields, 'character') };
}

export function rangeOf(value: unknown): Range {
  const fields = fieldsOf(value, 'range');
  return { start: positionOf(fields['start']), end: positionOf(fields['end']) };
}

export type Change = { readonly text: string; readonly range?: Range };

/** The changes of a document; one without a range is the whole text. */
export function changesOf(params: Fields): readonly Change[] {
  const changes = params['contentChanges'];
  if (!Array.isArray(changes)) return invalid('`contentChanges` must be a list');
  return changes.map((each: unknown) => {
    const change = fieldsOf(each, 'contentChanges');
    const text = textOf(change, 'text');
    return change['range'] === undefined ? { text } : { text, range: rangeOf(change['range']) };
  });
}
