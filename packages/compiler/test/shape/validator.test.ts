import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { VALIDATOR_FILE, validatorText } from '../support/workflow-validator.ts';

describe('the generated validator', () => {
  it('is made from the schema as it is; `npm run build:validator` makes it', () => {
    assert.ok(readFileSync(VALIDATOR_FILE, 'utf8') === validatorText(), 'run `npm run build:validator`');
  });
});
