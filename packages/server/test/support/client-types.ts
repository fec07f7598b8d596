// The OpenAPI document as TypeScript types, in the shape that openapi-fetch takes.
import { fileURLToPath } from 'node:url';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { formatType } from '../../../compiler/src/print/types.ts';
import { openApiDocument } from '../../src/http/api/document.ts';
import { ROUTES } from '../../src/http/api/table.ts';

export const CLIENT_TYPES_FILE: string = fileURLToPath(new URL('../../client/src/api.generated.ts', import.meta.url));

type Content = { readonly [type: string]: { readonly schema: JsonSchema } };
type Parameter = {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: JsonSchema;
};
type Operation = {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: { readonly [status: string]: { readonly content?: Content } };
};
type Document = {
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } };
  readonly components: { readonly schemas: { readonly [name: string]: JsonSchema } };
};

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

export function clientTypesText(): string {
  // Made by `openApiDocument`, whose shape this is.
  const { paths, components } = openApiDocument(ROUTES, { version: '0.0.0' }) as unknown as Document;
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
  return [
    '// Made by `npm run build:openapi` of the API document. Not to be edited.',
    '',
    '/** What the API takes and answers, by name. */',
    `export type schemas = {\n${Object.entries(components.schemas)
      .map(([name, schema]) => `  readonly ${name}: ${typeOf(schema)};`)
      .join('\n')}\n};`,
    '',
    '/** Every path with its methods. */',
    `export type paths = {\n${Object.entries(paths)
      .map(([path, methods]) => `  readonly '${path}': {\n${methodsOf(methods)}\n  };`)
      .join('\n')}\n};`,
    '',
    '/** What each request is asked and answered with, by `operationId`. */',
    `export type operations = {\n${operations.map(operationOf).join('\n')}\n};`,
    '',
  ].join('\n');
}

function methodsOf(methods: Document['paths'][string]): string {
  const none = '{ query?: never; header?: never; path?: never; cookie?: never }';
  return [
    `    parameters: ${none};`,
    ...METHODS.map((method) => {
      const operation = methods[method];
      return operation === undefined
        ? `    ${method}?: never;`
        : `    ${method}: operations['${operation.operationId}'];`;
    }),
  ].join('\n');
}

function operationOf({ operationId, summary, parameters = [], requestBody, responses }: Operation): string {
  const of = (place: string): string => {
    const own = parameters.filter((each) => each.in === place);
    if (own.length === 0) return `      ${place}?: never;`;
    const fields = own.map(
      ({ name, required, schema }) => `'${name}'${required === true ? '' : '?'}: ${typeOf(schema)}`,
    );
    const needed = own.some(({ required }) => required === true);
    return `      ${place}${needed ? '' : '?'}: { ${fields.join('; ')} };`;
  };
  const answers = Object.entries(responses).map(
    ([status, { content }]) =>
      `      ${status}: { headers: { [name: string]: unknown }; content${content === undefined ? '?: never' : `: ${contentOf(content)}`} };`,
  );
  return [
    `  /** ${summary} */`,
    `  ${operationId}: {`,
    '    parameters: {',
    ...['query', 'header', 'path', 'cookie'].map(of),
    '    };',
    requestBody === undefined
      ? '    requestBody?: never;'
      : `    requestBody: { content: ${contentOf(requestBody.content)} };`,
    '    responses: {',
    ...answers,
    '    };',
    '  };',
  ].join('\n');
}

function contentOf(content: Content): string {
  return `{ ${Object.entries(content)
    .map(([type, { schema }]) => `'${type}': ${typeOf(schema)}`)
    .join('; ')} }`;
}

/**
 * A type in which the named schemas stand by their names, which the compiler's types of schemas do not know. Where there may be other fields
 * they can be read. Without `readonly`: the types of openapi-fetch take a list that cannot be changed for an object.
 */
function typeOf(schema: JsonSchema): string {
  const named = JSON.parse(
    JSON.stringify(schema)
      .replaceAll(/\{"\$ref":"#\/components\/schemas\/(\w+)"\}/g, '{"const":"@$1@"}')
      .replaceAll('"additionalProperties":true', '"additionalProperties":{}'),
  ) as JsonSchema;
  return formatType(named)
    .replaceAll(/"@(\w+)@"/g, "schemas['$1']")
    .replaceAll(/\breadonly /g, '');
}
