import { migrate } from '@configurable-agents/compiler/migrate';
import { Failure } from '../failure.ts';
import { openSession } from '../session.ts';
import type { CommandOptions } from '../session.ts';
import { compilerOptions, readSource } from '../source.ts';
import { targetOf, writeTarget } from '../validate/write.ts';

type Options = CommandOptions & { readonly output?: string; readonly write?: boolean };

/** `migrate FILE [-o OUT | --write]`: a file of the flow dialect in the native one. What would mean something else is refused. */
export async function migrateFile(file: string, options: Options): Promise<void> {
  const { write = false } = options;
  if (write && options.output !== undefined) throw new Failure(2, '--write and --output do not go together');
  if (write && file === '-')
    throw new Failure(2, '--write needs a file: there is nowhere to write what comes from standard input');
  const target = write ? file : targetOf(options.output, file);
  const session = await openSession(options, file === '-' ? {} : { file });
  const source = await readSource(file);
  const migration = migrate(source, { file, ...(await compilerOptions(session)) });
  const { output } = session;
  const { formatHuman } = await import('@configurable-agents/compiler');
  const findings = formatHuman(migration.diagnostics, {
    sources: new Map([[file, source]]),
    color: output.hasColor('err'),
  }).trimEnd();
  if (findings !== '') output.say(findings);
  if (!migration.ok) throw new Failure(1, `${file} is not migrated: ${migration.code}: ${migration.message}`);
  for (const [from, to] of migration.names)
    output.say(
      `${output.style('yellow', 'renamed')} ${from} to ${to}: a field, or a word of the language, has that name`,
    );
  if (target === undefined) {
    output.result(migration.text.trimEnd());
    return;
  }
  writeTarget(target, migration.text);
  output.say(`${output.style('green', 'written')} ${target}`);
}
