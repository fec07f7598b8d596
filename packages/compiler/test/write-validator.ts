// `npm run build:validator`: the validators of the schemas of both dialects as code.
import { writeFileSync } from 'node:fs';
import { validatorText, VALIDATORS } from './support/workflow-validator.ts';

for (const each of VALIDATORS) writeFileSync(each.file, validatorText(each));
