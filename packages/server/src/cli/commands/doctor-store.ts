import type { Inspection } from '@configurable-agents/core';
import { retentionOf } from '../../config/retention.ts';
import { table } from '../output.ts';
import { openSession } from '../session.ts';
import type { CommandOptions, Session } from '../session.ts';
import { Failure } from '../failure.ts';

/** `doctor --store`: what the store is like, each finding with what to do. Exit 1 on damage. */
export async function doctorStore(options: CommandOptions): Promise<void> {
  const session = await openSession(options);
  const { output } = session;
  const { path, version, release, findings, tables } = await inspect(session);
  if (options.json === true) output.json({ path, version, release, findings, tables });
  else {
    output.result(path);
    for (const { name, status, message } of findings) {
      const mark = { ok: ['green', 'ok  '], note: ['yellow', 'note'], fail: ['red', 'FAIL'] } as const;
      const [color, word] = mark[status];
      output.result(`${output.style(color, word, 'out')}  ${name}: ${message}`);
    }
    if (tables.length > 0) {
      const { sizeOf } = await import('@configurable-agents/core');
      output.result('');
      const rows = tables.map(({ table: name, rows: count, bytes }) => [name, String(count), sizeOf(bytes)]);
      output.result(table([['TABLE', 'ROWS', 'SIZE'], ...rows]));
    }
  }
  if (findings.some(({ status }) => status === 'fail')) process.exitCode = 1;
}

async function inspect({ settings }: Session): Promise<Inspection> {
  const { inspectStore, maxLagOf } = await import('@configurable-agents/core');
  const maxLag = maxLagOf(settings.pluginConfig);
  try {
    return inspectStore(settings.dataDir.value, { policy: retentionOf(settings.config), maxLag });
  } catch (error) {
    // Damage is what was asked about.
    if (error instanceof Error && 'code' in error && error.code === 'STORE_DAMAGED')
      throw new Failure(1, `${error.message} (STORE_DAMAGED)`, { cause: error });
    throw error;
  }
}
