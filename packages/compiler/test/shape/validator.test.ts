import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { validatorText, VALIDATORS } from '../support/workflow-validator.ts';

describe('the generated validators', () => {
  for (const each of VALIDATORS) {
    it(`of ${each.schema} is made from the schema as it is; \`npm run build:validator\` makes it`, () => {
      assert.ok(readFileSync(each.file, 'utf8') === validatorText(each), 'run `npm run build:validator`');
    });
  }
});
