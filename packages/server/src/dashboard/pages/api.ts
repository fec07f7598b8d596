// The API for people: the same table that answers its requests, as a page that needs nothing from elsewhere.
import type { Context } from 'koa';
import { openApiDocument } from '../../http/api/document.ts';
import { GROUPS } from '../../http/api/route.ts';
import { ROUTES } from '../../http/api/table.ts';
import { version } from '../../cli/version.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { sendPage } from '../layout.ts';

type Schema = { readonly [keyword: string]: unknown };
type Parameter = {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Schema;
};
type Content = { readonly [type: string]: { readonly schema: Schema } };
type Operation = {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: { readonly [status: string]: { readonly description: string; readonly content?: Content } };
};
type Documented = {
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } };
  readonly components: { readonly schemas: { readonly [name: string]: Schema } };
};

/** `/api/docs` */
export function apiPage(ctx: Context): void {
  // Made by `openApiDocument`, whose shape this is.
  const document = openApiDocument(ROUTES, { version: version() }) as unknown as Documented;
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  sendPage(ctx, {
    title: 'API',
    section: 'none',
    main: html`
      <div class="head">
        <h1>API</h1>
        <span class="q"><a href="/openapi.json">openapi.json</a>, OpenAPI 3.1</span>
      </div>
      ${Object.entries(GROUPS).map(
        ([group, about]) => html`
          <section class="pane" aria-label="${group}">
            <h2>${group}</h2>
            <p class="q">${about}</p>
            ${operations.filter(({ operation }) => operation.tags[0] === group).map(operationRow)}
          </section>
        `,
      )}
      <section class="pane" aria-label="Schemas">
        <h2>Schemas</h2>
        ${Object.entries(document.components.schemas).map(
          ([name, schema]) => html`
            <details id="schema-${name}">
              <summary>${name}</summary>
              <pre class="code" tabindex="0">${JSON.stringify(schema, null, 2)}</pre>
            </details>
          `,
        )}
      </section>
    `,
  });
}

function operationRow(entry: { readonly path: string; readonly method: string; readonly operation: Operation }): Html {
  const { path, method, operation } = entry;
  const { operationId, summary, description, parameters = [], requestBody, responses } = operation;
  return html`
    <details id="${operationId}">
      <summary><b>${method.toUpperCase()}</b> <code>${path}</code> ${summary}</summary>
      ${description !== undefined && html`<p>${description}</p>`} ${parameters.length > 0 && parameterTable(parameters)}
      ${
        requestBody !== undefined &&
        html`<h3>Body</h3>
          ${contentOf(requestBody.content)}`
      }
      <h3>Answers</h3>
      <table>
        <tbody>
          ${Object.entries(responses).map(
            ([status, answer]) =>
              html`<tr>
                <td>${status}</td>
                <td>${answer.description}</td>
                <td>${answer.content !== undefined && contentOf(answer.content)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </details>
  `;
}

function parameterTable(parameters: readonly Parameter[]): Html {
  return html`
    <h3>Parameters</h3>
    <table>
      <tbody>
        ${parameters.map(
          (each) =>
            html`<tr>
              <td><code>${each.name}</code></td>
              <td>${each.in}${each.required === true && ', required'}</td>
              <td><code>${shortly(each.schema)}</code></td>
              <td>${each.description}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  `;
}

function contentOf(content: Content): Html {
  const [[type, { schema }] = ['', { schema: {} }]] = Object.entries(content);
  const names = [...JSON.stringify(schema).matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name = '']) => name);
  if (names.length > 0) {
    return html`<code>${type}</code> ${[...new Set(names)].map(
        (name) => html`<a href="#schema-${name}">${name}</a> `,
      )}`;
  }
  return html`<code>${type}</code> <code>${shortly(schema)}</code>`;
}

/** A schema in a few words. */
function shortly(schema: Schema): string {
  const { type, enum: known, properties, required } = schema;
  if (Array.isArray(known)) return known.join(' | ');
  if (typeof properties !== 'object' || properties === null) return typeof type === 'string' ? type : 'any';
  const needed = Array.isArray(required) ? (required as readonly string[]) : [];
  const fields = Object.entries(properties as { readonly [name: string]: Schema });
  return `{${fields.map(([name, each]) => `${name}${needed.includes(name) ? '' : '?'}: ${shortly(each)}`).join(', ')}}`;
}
