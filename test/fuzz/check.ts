// What holds for every text, whatever it is.
import assert from 'node:assert/strict';
import { compile, repair } from '@configurable-agents/compiler';
import { migrate } from '@configurable-agents/compiler/migrate';
import type { CompileOptions, Diagnostic } from '@configurable-agents/compiler';
import { assertGraph } from '@configurable-agents/core/graph';
import { eventSchemasOf } from '../../packages/server/src/config/event-schemas.ts';
import { firstPartyManifests } from '../support/manifests.ts';

export const MOST_MS = 2000;

export type Outcome = {
  readonly ok: boolean;
  readonly ms: number;
  readonly codes: readonly string[];
};

/** Answers with a function that asserts all of it of one text; `isWhole` also repairs and migrates it. */
export async function openCheck(): Promise<(text: string, isWhole: boolean) => Outcome> {
  const plugins = await firstPartyManifests();
  const options: CompileOptions = { file: 'workflow.yaml', plugins, eventSchemas: eventSchemasOf(plugins), limits: {} };
  return (text, isWhole) => {
    const start = process.cpuUsage();
    const { ok, graph, diagnostics } = compile(text, options);
    const ms = process.cpuUsage(start).user / 1000;
    assert.ok(ms < MOST_MS, `took ${ms.toFixed(0)} ms`);
    assert.equal(
      ok,
      !diagnostics.some(({ severity }) => severity === 'error'),
      'it is ok exactly when nothing is an error',
    );
    assert.equal(ok, graph !== undefined, 'there is a graph exactly when it is ok');
    // What this engine cannot run yet is another question than whether the graph is one.
    if (graph !== undefined) assertGraph({ ...graph, features: [] });
    assertPlaces(text, diagnostics);
    assertFixes(text, diagnostics);
    if (isWhole) {
      const again = compile(text, options);
      assert.equal(JSON.stringify(again), JSON.stringify(compile(text, options)), 'it is the same each time');
      assert.equal(JSON.stringify(again.diagnostics), JSON.stringify(diagnostics), 'it is the same each time');
      const check = (each: string): readonly Diagnostic[] => compile(each, options).diagnostics;
      const repaired = repair(text, { check, file: options.file });
      assert.deepEqual(repaired.diagnostics, check(repaired.text), 'what is left is what the text has');
      const migration = migrate(text, options);
      const code = migration.ok ? undefined : migration.code;
      assert.notEqual(code, 'MIGRATE_DIFFERS', 'what is migrated means the same');
      assert.ok(graph !== undefined || !migration.ok, 'nothing that is wrong is migrated');
    }
    return { ok, ms, codes: diagnostics.map(({ code }) => code) };
  };
}

function assertPlaces(text: string, diagnostics: readonly Diagnostic[]): void {
  const lines = text.split('\n');
  for (const found of diagnostics) {
    for (const place of [found, ...(found.related ?? [])]) {
      const { line, column, end_line: endLine, end_column: endColumn } = place;
      const shown = `${found.code} at ${line}:${column}-${endLine}:${endColumn}`;
      assert.ok(line >= 1 && endLine <= lines.length, `${shown} is a line of the text`);
      assert.ok(column >= 1 && column <= (lines[line - 1] ?? '').length + 1, `${shown} begins on its line`);
      assert.ok(endColumn >= 1 && endColumn <= (lines[endLine - 1] ?? '').length + 1, `${shown} ends on its line`);
      assert.ok(line < endLine || (line === endLine && column <= endColumn), `${shown} ends after it begins`);
    }
  }
}

function assertFixes(text: string, diagnostics: readonly Diagnostic[]): void {
  for (const { code, fixes = [] } of diagnostics) {
    for (const { edits } of fixes) {
      const sorted = edits.toSorted((a, b) => a.start - b.start);
      for (const [i, { start, end }] of sorted.entries()) {
        assert.ok(
          start >= 0 && start <= end && end <= text.length,
          `a fix of ${code} edits ${start}-${end} of ${text.length}`,
        );
        assert.ok(i === 0 || start >= (sorted[i - 1]?.end ?? 0), `edits of a fix of ${code} overlap`);
      }
    }
  }
}
