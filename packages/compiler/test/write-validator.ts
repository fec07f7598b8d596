// `npm run build:validator`: the validator of schema/workflow.schema.json as code.
import { writeFileSync } from 'node:fs';
import { VALIDATOR_FILE, validatorText } from './support/workflow-validator.ts';

writeFileSync(VALIDATOR_FILE, validatorText());
