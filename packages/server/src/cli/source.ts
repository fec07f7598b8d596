// A workflow file on the command line: read, compiled, its findings shown.
import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CompileOptions, FindWorkflow, TestCase } from '@configurable-agents/compiler';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import { eventSchemasOf } from '../config/event-schemas.ts';
import { pricesOf } from '../config/prices.ts';
import { severitiesOf } from '../config/rules.ts';
import { isPath } from '../workflows/reference.ts';
import { Failure } from './failure.ts';
import { manifests } from './session.ts';
import type { Session } from './session.ts';

/** Text of a file, or of stdin for `-`. A missing file is a wrong command line. */
export async function readSource(file: string): Promise<string> {
  if (file === '-') return await (await import('node:stream/consumers')).text(process.stdin);
  try {
    if (statSync(file).isDirectory()) throw new Failure(2, `${file} is a folder; name a workflow file`);
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Failure) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    throw new Failure(2, code === 'ENOENT' ? `there is no file ${file}` : `${file} cannot be read: ${String(code)}`, {
      cause: error,
    });
  }
}

/** A workflow that a file names by its path. What is registered is known where it runs. */
export const findBeside: FindWorkflow = (reference, from) => {
  if (!isPath(reference)) return 'later';
  const file = join(dirname(from), reference);
  try {
    return { file, source: readFileSync(file, 'utf8') };
  } catch {
    return undefined;
  }
};

/** What every compile of a command knows: plugins, files beside the file, and what the project decided. */
export async function compilerOptions(session: Session): Promise<Omit<CompileOptions, 'file'>> {
  const { settings } = session;
  let plugins = known.get(session);
  if (plugins === undefined) known.set(session, (plugins = pluginOptions(session)));
  return {
    ...(await plugins),
    workflow: findBeside,
    prices: pricesOf(settings),
    now: Date.now(),
    ...(settings.provider === undefined ? {} : { provider: settings.provider.value }),
    ...(settings.config.rules === undefined ? {} : { severities: await severitiesOf(settings) }),
  };
}

type PluginOptions = Required<Pick<CompileOptions, 'plugins' | 'eventSchemas'>>;

/** Read once for all files of a command. */
const known = new WeakMap<Session, Promise<PluginOptions>>();

async function pluginOptions(session: Session): Promise<PluginOptions> {
  const plugins = await manifests(session);
  return { plugins, eventSchemas: eventSchemasOf(plugins) };
}

/** Compiles a file; findings go to stderr, and errors among them end the command with 1. */
export async function compileFile(
  session: Session,
  file: string,
): Promise<{ readonly graph: ExecutionGraph; readonly source: string; readonly tests: readonly TestCase[] }> {
  const source = await readSource(file);
  const { compile, formatHuman } = await import('@configurable-agents/compiler');
  const { output } = session;
  const { ok, graph, diagnostics, tests = [] } = compile(source, { file, ...(await compilerOptions(session)) });
  if (diagnostics.length > 0) {
    output.say(
      formatHuman(diagnostics, { sources: new Map([[file, source]]), color: output.hasColor('err') }).trimEnd(),
    );
  }
  if (!ok || graph === undefined) throw new Failure(1, `${file} is not a valid workflow`);
  return { graph, source, tests };
}
