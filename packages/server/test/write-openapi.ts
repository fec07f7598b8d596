// `npm run build:openapi`: writes packages/server/openapi.json, the types of the client, and the words of the commands.
import { writeFileSync } from 'node:fs';
import { CLI_WORDS_FILE, cliWordsText } from './support/cli-words.ts';
import { CLIENT_TYPES_FILE, clientTypesText } from './support/client-types.ts';
import { OPENAPI_FILE, openApiText } from './support/openapi.ts';

writeFileSync(OPENAPI_FILE, openApiText());
writeFileSync(CLIENT_TYPES_FILE, clientTypesText());
writeFileSync(CLI_WORDS_FILE, cliWordsText());
