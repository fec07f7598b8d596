// The command lines of docs/editor.md, as each editor would start them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { Editor, closeEditor, stopEditors } from '../support/editor.ts';

const TEXT = readFileSync(new URL('../../../../docs/editor.md', import.meta.url), 'utf8');

/** The words of the command in a section, however its language writes them. */
const WRITTEN: { readonly [editor: string]: RegExp } = {
  'VS Code': /command: '(.+)', args: \[(.+)\] \};/,
  Neovim: /cmd = \{ '(.+?)', (.+) \}/,
  Helix: /command = "(.+)"\nargs = \[(.+)\]/,
  JetBrains: /```text\n(\S+) (.+)\n```/,
};

function commandOf(editor: string): readonly string[] {
  const [, section = ''] = TEXT.split(new RegExp(`^## ${editor}$`, 'm'));
  const [, command = '', args = ''] = WRITTEN[editor]?.exec(section.split(/^## /m)[0] ?? '') ?? [];
  return [command, ...args.split(/[ ,]+/).map((word) => word.replaceAll(/['"]/g, ''))];
}

describe('docs/editor.md', () => {
  afterEach(stopEditors);

  for (const name of Object.keys(WRITTEN)) {
    it(`has a command line for ${name} that starts and answers`, async () => {
      const [command, lsp, ...args] = commandOf(name);
      assert.deepEqual([command, lsp], ['configurable-agents', 'lsp']);
      const editor = new Editor({ cwd: tmpdir(), command: [lsp ?? '', ...args] });
      const { capabilities } = await editor.ask<{ readonly capabilities: object }>('initialize', {
        processId: null,
        rootUri: null,
        capabilities: {},
      });
      assert.ok('completionProvider' in capabilities);
      assert.equal(await closeEditor(editor), 0);
    });
  }
});
