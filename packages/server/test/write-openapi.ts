// `npm run build:openapi`: writes packages/server/openapi.json, from which the client's types are made.
import { writeFileSync } from 'node:fs';
import { OPENAPI_FILE, openApiText } from './support/openapi.ts';

writeFileSync(OPENAPI_FILE, openApiText());
