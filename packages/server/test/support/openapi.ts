// The OpenAPI document as it is kept in the repository, so that a change of the API is a change that is read.
import { fileURLToPath } from 'node:url';
import { openApiDocument } from '../../src/http/api/document.ts';
import { ROUTES } from '../../src/http/api/table.ts';

export const OPENAPI_FILE: string = fileURLToPath(new URL('../../openapi.json', import.meta.url));

export function openApiText(): string {
  return `${JSON.stringify(openApiDocument(ROUTES, { version: '0.0.0' }), null, 2)}\n`;
}
