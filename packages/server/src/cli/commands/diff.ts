import type { ExecutionGraph } from '@configurable-agents/core/graph';
import { manifestsOf } from '../diff/plugins.ts';
import { committed, readSide } from '../diff/side.ts';
import type { Side } from '../diff/side.ts';
import { Failure } from '../failure.ts';
import { openSession } from '../session.ts';
import type { CommandOptions, Session } from '../session.ts';
import { compilerOptions } from '../source.ts';

type Options = CommandOptions & {
  readonly format: 'text' | 'json';
  readonly exitCode?: boolean;
  readonly breaking?: boolean;
};

/** `diff [BEFORE] AFTER`: what differs between two workflows; with one file, from what was committed last. */
export async function diff(first: string, second: string | undefined, options: Options): Promise<void> {
  if (first === '-' && second === '-') throw new Failure(2, 'standard input can be one side of a diff, not both');
  if (first === '-' && second === undefined)
    throw new Failure(2, 'what comes from standard input was never committed; name two sides');
  const [before, after] =
    second === undefined ? [committed(first), await readSide(first)] : [await readSide(first), await readSide(second)];
  const session = await openSession(options, isFile(after) ? { file: after.file } : {});
  const { output } = session;
  const [old, now] = [await graphOf(session, before), await graphOf(session, after)];
  const isJson = options.json === true || options.format === 'json';
  if (old === undefined || now === undefined) {
    whole({ before, after, graph: old ?? now }, { session, options, isJson });
    return;
  }
  const { diffGraphs, diffJson, formatDiff } = await import('@configurable-agents/compiler/diff');
  const { plugins } = await compilerOptions(session);
  const found = diffGraphs(old, now, {
    plugins: await manifestsOf(session, { side: after, plugins }),
    pluginsBefore: await manifestsOf(session, { side: before, plugins }),
  });
  if (isJson) output.json(diffJson(found, { before: before.file, after: after.file }));
  else if (found.changes.length > 0) output.result(formatDiff(found, { color: output.hasColor('out') }).trimEnd());
  const breaking = found.changes.filter((change) => change.breaking).length;
  if (!isJson) output.say(summary(`${before.file} → ${after.file}`, { all: found.changes.length, breaking }));
  setStatus(options, { isDifferent: found.changes.length > 0, isBreaking: found.isBreaking });
}

function isFile({ file, source }: Side): boolean {
  return source !== undefined && file !== '-' && !file.includes(':');
}

async function graphOf(session: Session, { file, source, workflow }: Side): Promise<ExecutionGraph | undefined> {
  if (source === undefined) return undefined;
  const { compile, formatHuman } = await import('@configurable-agents/compiler');
  const options = await compilerOptions(session);
  const { graph, diagnostics } = compile(source, { ...options, file, workflow });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (graph !== undefined) return graph;
  const { output } = session;
  output.say(formatHuman(errors, { sources: new Map([[file, source]]), color: output.hasColor('err') }).trimEnd());
  throw new Failure(1, `${file} is not a valid workflow, so that nothing can be compared`);
}

type Whole = { readonly before: Side; readonly after: Side; readonly graph: ExecutionGraph | undefined };
type How = { readonly session: Session; readonly options: Options; readonly isJson: boolean };

/** A file that came or went, as `git difftool` hands it over. Whoever started the workflow that went cannot any more. */
function whole({ before, after, graph }: Whole, { session: { output }, options, isJson }: How): void {
  const isGone = after.source === undefined && graph !== undefined;
  const kind = isGone ? 'removed' : 'added';
  const changes =
    graph === undefined
      ? []
      : [{ subject: 'workflow', kind, name: graph.name, message: `the whole workflow was ${kind}`, breaking: isGone }];
  const of = ({ file, source }: Side): object => ({
    file,
    name: source === undefined ? null : (graph?.name ?? null),
    hash: source === undefined ? null : (graph?.hash ?? null),
  });
  const isEqual = changes.length === 0;
  if (isJson)
    output.json({ version: 1, before: of(before), after: of(after), equal: isEqual, breaking: isGone, changes });
  else
    for (const { name, message } of changes) output.result(`workflow\n${isGone ? '! -' : '  +'} ${name}  ${message}`);
  setStatus(options, { isDifferent: !isEqual, isBreaking: isGone });
}

function summary(names: string, { all, breaking }: { readonly all: number; readonly breaking: number }): string {
  if (all === 0) return `${names}: no difference`;
  const changes = `${all} ${all === 1 ? 'change' : 'changes'}`;
  return `${names}: ${changes}${breaking === 0 ? '' : `, ${breaking} of them breaking (!)`}`;
}

function setStatus(
  { exitCode, breaking }: Options,
  { isDifferent, isBreaking }: { readonly isDifferent: boolean; readonly isBreaking: boolean },
): void {
  if ((exitCode === true && isDifferent) || (breaking === true && isBreaking)) process.exitCode = 1;
}
