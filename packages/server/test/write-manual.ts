// `npm run build:man`: writes packages/server/man/configurable-agents.1.
import { writeFileSync } from 'node:fs';
import { MANUAL_FILE, manualText } from './support/manual.ts';

writeFileSync(MANUAL_FILE, manualText());
