// `npm run build:openapi`: writes packages/server/openapi.json, and the types of the client.
import { writeFileSync } from 'node:fs';
import { CLIENT_TYPES_FILE, clientTypesText } from './support/client-types.ts';
import { OPENAPI_FILE, openApiText } from './support/openapi.ts';

writeFileSync(OPENAPI_FILE, openApiText());
writeFileSync(CLIENT_TYPES_FILE, clientTypesText());
