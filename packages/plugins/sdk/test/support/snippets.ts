// Code out of comments and documentation, compiled as one program and run.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export type Snippet = { readonly name: string; readonly text: string };

export type Snippets = {
  /** What `tsc` says of them, a finding a line. */
  readonly check: (snippets: readonly Snippet[]) => readonly string[];
  /** Runs one that was checked. */
  readonly run: (name: string) => Promise<unknown>;
  /** Runs one that was checked in a process of its own: its exit status and what it said. */
  readonly start: (name: string) => { readonly status: number | null; readonly output: string };
  readonly close: () => void;
};

const ROOT = join(import.meta.dirname, '..', '..', '..', '..', '..');

/** A folder for snippets below `parent`, from where the packages of the repository are found. */
export function openSnippets(parent: string): Snippets {
  const folder = mkdtempSync(join(parent, '.snippets-'));
  const pathOf = (name: string): string => join(folder, `${name}.ts`);
  return {
    check: (snippets) => {
      for (const { name, text } of snippets) writeFileSync(pathOf(name), text);
      const config = { extends: join(ROOT, 'tsconfig.check.json'), include: ['*.ts'] };
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
      const tsc = join(ROOT, 'node_modules', '.bin', 'tsc');
      const { stdout, error } = spawnSync(tsc, ['-p', folder, '--pretty', 'false'], { encoding: 'utf8' });
      if (error !== undefined) throw error;
      return stdout.split('\n').filter((line) => /error TS\d+/.test(line));
    },
    run: async (name) => (await import(pathToFileURL(pathOf(name)).href)) as unknown,
    start: (name) => {
      // A run inside a run of node:test would report to its parent.
      const { NODE_TEST_CONTEXT: _context, ...env } = process.env;
      const { status, stdout, stderr } = spawnSync(process.execPath, [...process.execArgv, pathOf(name)], {
        encoding: 'utf8',
        env,
      });
      return { status, output: stdout + stderr };
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
