// `npm run build:manifests`: plugin.json of every plugin that comes with the product.
import { writeFileSync } from 'node:fs';
import { manifestFiles } from './support/plugin-manifests.ts';

for (const { file, text } of await manifestFiles()) writeFileSync(file, text);
