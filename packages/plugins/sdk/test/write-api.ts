// `npm run build:api`: the report of what the SDK exports.
import { writeFileSync } from 'node:fs';
import { apiReport, REPORT } from './support/api-report.ts';

writeFileSync(REPORT, apiReport());
