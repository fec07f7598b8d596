// A page for each code that an editor shows, so that a click on it explains it without a network.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { explain, formatExplanation } from '@configurable-agents/compiler/explain';
import type { Code } from '@configurable-agents/compiler';

/** Writes pages into a folder of this process, each when it is first asked for. */
export class Pages {
  #folder: string | undefined;
  readonly #written = new Map<Code, string | undefined>();

  /** The address of a page; none where no file can be written. */
  readonly of = (code: Code): string | undefined => {
    if (!this.#written.has(code)) this.#written.set(code, this.#write(code));
    return this.#written.get(code);
  };

  #write(code: Code): string | undefined {
    try {
      this.#folder ??= mkdtempSync(join(tmpdir(), 'configurable-agents-explain-'));
      const explanation = explain(code);
      const path = join(this.#folder, `${code}-${explanation.name}.md`);
      writeFileSync(path, `# ${formatExplanation(explanation)}`);
      return pathToFileURL(path).href;
    } catch {
      return undefined;
    }
  }

  remove(): void {
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
  }
}
