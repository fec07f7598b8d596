import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { apiReport, REPORT } from './support/api-report.ts';

describe('the report of the interface', () => {
  it('is what the sources export; `npm run build:api` writes it', function () {
    this.timeout(60_000);
    assert.equal(readFileSync(REPORT, 'utf8'), apiReport(), 'run `npm run build:api`, and read the difference');
  });
});
