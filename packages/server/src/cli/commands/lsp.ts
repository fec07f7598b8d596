import { Console } from 'node:console';
import type { LspOptions } from '../../lsp/project.ts';
import { Failure } from '../failure.ts';

/** `lsp`: answers one editor over standard input and output until it goes away. */
export async function lsp(options: LspOptions, version: string): Promise<void> {
  if (process.stdin.isTTY) {
    throw new Failure(
      2,
      'the language server speaks with an editor over standard input, not with a person; ' +
        'let your editor start it (docs/editor.md says how), or check a file here: configurable-agents validate FILE',
    );
  }
  const { stdin, stdout, stderr } = process;
  // Whatever a library prints must not stand between two messages.
  globalThis.console = new Console(stderr, stderr);
  const { serveEditor } = await import('../../lsp/server.ts');
  serveEditor(options, { input: stdin, output: stdout, version });
}
