import { statSync } from 'node:fs';
import * as compiler from '@configurable-agents/compiler';
import type { Applicability, CompileOptions, Diagnostic } from '@configurable-agents/compiler';
import { Failure } from '../failure.ts';
import { printable } from '../printable.ts';
import type { Output } from '../output.ts';
import { openSession } from '../session.ts';
import type { CommandOptions, Session } from '../session.ts';
import { compilerOptions } from '../source.ts';
import { checkFiles } from '../validate/check.ts';
import type { CheckOptions, Checked } from '../validate/check.ts';
import { chooseFiles } from '../validate/files.ts';
import { boundsText, limitsOf } from './validate-bounds.ts';
import type { BoundsOptions } from './validate-bounds.ts';

type Options = CommandOptions &
  BoundsOptions & {
    readonly format: 'human' | 'json' | 'sarif' | 'github';
    readonly strict?: boolean;
    readonly maxWarnings?: number;
    readonly fix?: boolean;
    readonly unsafeFixes?: boolean;
    readonly dryRun?: boolean;
    readonly baseline?: string;
    readonly updateBaseline?: boolean;
    readonly watch?: boolean;
  };

/** So many files take long enough that a person wants to see them go by. */
const MANY = 50;

/** `validate [FILE|FOLDER|GLOB|-]…`: exit 1 when there is an error, or more warnings than are allowed. */
export async function validate(names: readonly string[], options: Options): Promise<void> {
  assertTogether(names, options);
  const [first] = names;
  const session = await openSession(options, first === undefined || first === '-' ? {} : { file: first });
  const wanted = names.length === 0 ? [session.settings.workflowsDir.value] : names;
  const compile: Omit<CompileOptions, 'file'> = {
    ...(await compilerOptions(session)),
    ...(options.strict === true ? { strict: true } : {}),
    ...limitsOf(options),
  };
  if (options.watch !== true) {
    if (!(await check(wanted, { session, options, compile }))) process.exitCode = 1;
    return;
  }
  const { watchFiles } = await import('../validate/watch.ts');
  await watchFiles({
    choose: () => ({ files: wanted.filter((name) => !isFolder(name)), folders: wanted.filter(isFolder) }),
    check: async () => await checkAgain(wanted, { session, options, compile }),
  });
}

function assertTogether(
  names: readonly string[],
  { watch, fix, unsafeFixes, dryRun, updateBaseline, baseline }: Options,
): void {
  const wrong = (sentence: string): never => {
    throw new Failure(2, sentence);
  };
  if (watch === true && names.includes('-')) wrong('--watch needs files: what comes from standard input comes once');
  if (watch === true && (fix === true || updateBaseline === true))
    wrong('--watch only reads; leave out --fix and --update-baseline');
  if (fix === true && names.includes('-'))
    wrong('--fix needs files: there is nowhere to write what comes from standard input');
  if (fix !== true && (unsafeFixes === true || dryRun === true)) wrong('--unsafe-fixes and --dry-run go with --fix');
  if (updateBaseline === true && baseline === undefined) wrong('--update-baseline needs --baseline FILE');
}

type Context = {
  readonly session: Session;
  readonly options: Options;
  readonly compile: Omit<CompileOptions, 'file'>;
};

/** One round: everything is checked and shown. Answers whether all is well. */
async function check(names: readonly string[], { session, options, compile }: Context): Promise<boolean> {
  const { output } = session;
  const { files, skipped } = chooseFiles(names);
  const checked = await checkFiles(files, { compile, ...fixing(options), progress: progress(files.length, output) });
  const diagnostics = await withoutKnown(checked, { output, options });
  if (options.updateBaseline === true) return true;
  show({ ...checked, diagnostics }, { session, options });
  const warnings = count(diagnostics, 'warning');
  const tooMany = warnings > (options.maxWarnings ?? Infinity);
  if (options.format === 'human') summarise({ ...checked, diagnostics }, { options, output, skipped });
  if (tooMany) output.say(`${plural(warnings, 'warning')}, and --max-warnings allows ${options.maxWarnings}`);
  return !tooMany && count(diagnostics, 'error') === 0;
}

/** In a watch a wrong name is a state like any other: the file may come back. */
async function checkAgain(names: readonly string[], context: Context): Promise<void> {
  const { output } = context.session;
  if (process.stdout.isTTY && context.options.format === 'human') output.result('\u001b[2J\u001b[H');
  try {
    await check(names, context);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    output.say(`error: ${error.message}`);
  }
  output.say('waiting for changes; Ctrl-C ends');
}

function fixing({ fix, unsafeFixes, dryRun }: Options): Pick<CheckOptions, 'apply' | 'isDry'> {
  const apply: readonly Applicability[] = fix !== true ? [] : unsafeFixes === true ? ['safe', 'unsafe'] : ['safe'];
  return { apply, isDry: dryRun === true };
}

async function withoutKnown(
  checked: Checked,
  { output, options: { baseline, updateBaseline } }: { readonly output: Output; readonly options: Options },
): Promise<readonly Diagnostic[]> {
  if (baseline === undefined) return checked.diagnostics;
  const { applyBaseline, writeBaseline } = await import('../validate/baseline.ts');
  if (updateBaseline === true) {
    output.say(`${baseline}: ${plural(writeBaseline(baseline, checked), 'finding')}`);
    return [];
  }
  const { fresh, gone } = applyBaseline(baseline, checked);
  if (gone > 0)
    output.say(
      `${plural(gone, 'finding')} of ${baseline} ${gone === 1 ? 'is' : 'are'} gone; --update-baseline takes them out`,
    );
  return fresh;
}

function show(
  { diagnostics, sources, repaired, bounds: found }: Checked,
  { session: { output }, options: { format, fix, bounds } }: { readonly session: Session; readonly options: Options },
): void {
  switch (format) {
    case 'json':
      output.result(
        compiler.formatJson(diagnostics, {
          files: sources.size,
          ...(fix === true ? { repaired: repaired.length } : {}),
          ...(bounds === true ? { bounds: found } : {}),
        }),
      );
      break;
    case 'sarif':
      output.result(compiler.formatSarif(diagnostics, { sources }));
      break;
    case 'github': {
      const text = compiler.formatGithub(diagnostics);
      if (text !== '') output.result(text);
      break;
    }
    case 'human': {
      const text = compiler.formatHuman(diagnostics, { sources, color: output.hasColor('out') }).trimEnd();
      if (text !== '') output.result(`${text}\n`);
      if (bounds === true && found.size > 0) output.result(boundsText(found, compiler.formatBounds));
    }
  }
}

type Summary = { readonly options: Options; readonly output: Output; readonly skipped: readonly string[] };

function summarise({ diagnostics, sources, repaired }: Checked, { options, output, skipped }: Summary): void {
  const { fix, dryRun } = options;
  if (skipped.length > 0)
    output.say(
      `${plural(skipped.length, 'YAML file')} without \`nodes\` skipped: ${shorten(skipped).map(printable).join(', ')}`,
    );
  const verb = dryRun === true ? 'would repair' : 'repaired';
  for (const { file, line, column, code, fixes } of repaired)
    output.say(`${output.style('green', verb)} ${file}:${line}:${column} ${code} ${fixes?.[0]?.title ?? ''}`);
  const [errors, warnings] = [count(diagnostics, 'error'), count(diagnostics, 'warning')];
  const parts = [
    ...(errors > 0 ? [output.style('red', plural(errors, 'error'))] : []),
    ...(warnings > 0 ? [output.style('yellow', plural(warnings, 'warning'))] : []),
  ];
  const verdict = errors > 0 ? parts.join(', ') : [output.style('green', 'valid'), ...parts].join(', ');
  output.say(`${plural(sources.size, 'file')}: ${verdict}`);
  const fixable = diagnostics.filter(({ fixes = [] }) =>
    fixes.some(({ applicability }) => applicability === 'safe'),
  ).length;
  if (fixable > 0 && fix !== true) output.say(`--fix repairs ${fixable === 1 ? 'one' : fixable} of them`);
}

function progress(all: number, output: Output): CheckOptions['progress'] {
  if (all < MANY || !process.stderr.isTTY) return () => {};
  return (done) => {
    if (done % 10 === 0 || done === all)
      process.stderr.write(`\r${output.style('dim', `${done} of ${all} files`)}${done === all ? '\r\u001b[K' : ''}`);
  };
}

function count(diagnostics: readonly Diagnostic[], severity: Diagnostic['severity']): number {
  return diagnostics.filter((each) => each.severity === severity).length;
}

function plural(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

function shorten(names: readonly string[]): readonly string[] {
  return names.length > 5 ? [...names.slice(0, 5), `and ${names.length - 5} more`] : names;
}

function isFolder(name: string): boolean {
  return statSync(name, { throwIfNoEntry: false })?.isDirectory() === true;
}
