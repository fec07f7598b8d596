// The pictures of the documentation are those of the examples as they are. UPDATE_GOLDEN=1 draws them again; look at them.
import assert from 'node:assert/strict';
import { existsSync, globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '@configurable-agents/compiler';
import { toSvg } from '@configurable-agents/core/drawing';
import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import { eventSchemasOf } from '../packages/server/src/config/event-schemas.ts';
import { findBeside } from '../packages/server/src/cli/source.ts';
import { firstPartyManifests } from './support/manifests.ts';
import { markdownFiles, readText, relativeLinks, ROOT } from './support/markdown.ts';

const PICTURES: { readonly [picture: string]: string } = {
  slack_release_note: 'examples/slack_notification/slack_release_note.yaml',
  webhook_integration: 'examples/webhook_integration/webhook_integration.yaml',
  triage_issue: 'examples/triage_issue/triage_issue.yaml',
  loop: 'examples/control_flow/loop.yaml',
  for_each: 'examples/control_flow/for_each.yaml',
};

describe('the pictures in docs/pictures', () => {
  let plugins: readonly PluginManifest[];
  before(async () => {
    plugins = await firstPartyManifests();
  });

  for (const [name, file] of Object.entries(PICTURES)) {
    it(`${name}.svg shows ${file} as it is`, () => {
      const eventSchemas = eventSchemasOf(plugins);
      const { graph } = compile(readText(file), {
        file: join(ROOT, file),
        plugins,
        eventSchemas,
        workflow: findBeside,
      });
      assert.ok(graph !== undefined, `${file} compiles`);
      const path = `docs/pictures/${name}.svg`;
      if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(join(ROOT, path), toSvg(graph));
      assert.ok(existsSync(join(ROOT, path)), `${path} is missing; run with UPDATE_GOLDEN=1`);
      assert.equal(toSvg(graph), readText(path));
    });
  }

  it('are these and no others, and each is shown on some page', () => {
    const pictures = Object.keys(PICTURES).map((name) => `${name}.svg`);
    assert.deepEqual(globSync('*.svg', { cwd: join(ROOT, 'docs/pictures') }).toSorted(), pictures.toSorted());
    const shown = new Set(markdownFiles().flatMap((page) => relativeLinks(readText(page))));
    for (const picture of pictures)
      assert.ok(
        [...shown].some((link) => link.endsWith(`pictures/${picture}`)),
        picture,
      );
  });
});
