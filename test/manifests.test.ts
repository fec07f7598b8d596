import assert from 'node:assert/strict';
import { manifestFiles, textOf } from './support/plugin-manifests.ts';

describe('the manifests of the plugins that come with the product', () => {
  it('are what the code of the plugins says; `npm run build:manifests` writes them', async () => {
    for (const manifest of await manifestFiles()) {
      assert.equal(textOf(manifest), manifest.text, `${manifest.name}: run \`npm run build:manifests\``);
    }
  });
});
