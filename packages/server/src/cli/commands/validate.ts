import { globSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Diagnostic, GraphBounds } from '@configurable-agents/compiler';
import { eventSchemasOf } from '../../config/event-schemas.ts';
import { Failure } from '../failure.ts';
import { manifests, openSession } from '../session.ts';
import type { CommandOptions, Session } from '../session.ts';
import { findBeside, readSource } from '../source.ts';
import { boundsText, limitsOf } from './validate-bounds.ts';
import type { BoundsOptions } from './validate-bounds.ts';

type Options = CommandOptions & BoundsOptions & { readonly format: 'human' | 'json' | 'sarif' | 'github' };

/** `validate [FILE|GLOB|-]…`: exit 1 when there is an error. */
export async function validate(names: readonly string[], options: Options): Promise<void> {
  const session = await openSession(options, names[0] === undefined || names[0] === '-' ? {} : { file: names[0] });
  const files = names.length === 0 ? inFolder(session) : names.flatMap(expand);
  const sources = new Map<string, string>();
  for (const file of files) sources.set(file === '-' ? '<stdin>' : file, await readSource(file));
  const compiler = await import('@configurable-agents/compiler');
  const plugins = await manifests(session);
  const eventSchemas = eventSchemasOf(plugins);
  const diagnostics: Diagnostic[] = [];
  const { output, settings } = session;
  const provider = settings.provider === undefined ? {} : { provider: settings.provider.value };
  const bounds = new Map<string, GraphBounds>();
  for (const [file, source] of sources) {
    const asked = { plugins, eventSchemas, workflow: findBeside, ...provider, ...limitsOf(options) };
    const result = compiler.compile(source, { file, ...asked });
    diagnostics.push(...result.diagnostics);
    if (options.bounds === true && result.bounds !== undefined) bounds.set(file, result.bounds);
  }
  const isWrong = diagnostics.some(({ severity }) => severity === 'error');
  switch (options.format) {
    case 'json':
      output.result(
        compiler.formatJson(diagnostics, sources.size, options.bounds === true ? { bounds } : {}).trimEnd(),
      );
      break;
    case 'sarif':
      output.result(compiler.formatSarif(diagnostics).trimEnd());
      break;
    case 'github':
      output.result(compiler.formatGithub(diagnostics).trimEnd());
      break;
    case 'human': {
      const text = compiler.formatHuman(diagnostics, { sources, color: output.hasColor('out') }).trimEnd();
      if (text !== '') output.result(text);
      if (bounds.size > 0) output.result(boundsText(bounds, compiler.formatBounds));
      const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
      output.say(
        `${sources.size} ${sources.size === 1 ? 'file' : 'files'}: ${errors === 0 ? 'valid' : `${errors} ${errors === 1 ? 'error' : 'errors'}`}`,
      );
    }
  }
  if (isWrong) process.exitCode = 1;
}

function expand(name: string): readonly string[] {
  if (name === '-' || !/[*?[{]/.test(name)) return [name];
  const found = globSync(name).toSorted();
  if (found.length === 0) throw new Failure(2, `no file matches ${name}`);
  return found;
}

function inFolder({ settings }: Session): readonly string[] {
  const folder = settings.workflowsDir.value;
  const found = readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name) && name !== 'configurable-agents.yaml')
    .map((name) => relative(process.cwd(), join(folder, name)));
  if (found.length === 0)
    throw new Failure(2, `there is no workflow file in ${folder}; name one: configurable-agents validate FILE`);
  return found.toSorted();
}
