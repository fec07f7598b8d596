import { WHY_KEPT } from '@configurable-agents/core';
import type { Retention, SweepReport } from '@configurable-agents/core';
import { parseBytes } from '../../config/bytes.ts';
import { retentionOf } from '../../config/retention.ts';
import { parseDuration } from '../../times.ts';
import { Failure } from '../failure.ts';
import { expectOk, findHolder } from '../holder.ts';
import type { Holder } from '../holder.ts';
import { openSession, openStore } from '../session.ts';
import type { CommandOptions, Session } from '../session.ts';

type Options = CommandOptions & {
  readonly olderThan?: string;
  readonly maxRuns?: number;
  readonly maxBytes?: string;
  readonly dryRun?: boolean;
  readonly compact?: boolean;
};

/** `prune`: through the server that holds the store, else here. With `--dry-run` it only looks. */
export async function prune(options: Options): Promise<void> {
  if (options.dryRun === true && options.compact === true)
    throw new Failure(2, '--dry-run and --compact exclude each other; leave one of them out');
  const named = boundsOf(options);
  const session = await openSession(options);
  // Says where it looked when there is none.
  (await openStore(session)).close();
  const { settings, output } = session;
  const policy = Object.keys(named).length > 0 ? named : retentionOf(settings.config);
  const shown = {
    older_than_ms: policy.maxAgeMs ?? null,
    max_runs: policy.maxRuns ?? null,
    max_bytes: policy.maxBytes ?? null,
  };
  const core = await import('@configurable-agents/core');
  const maxLag = core.maxLagOf(settings.pluginConfig);
  const dataDir = settings.dataDir.value;
  if (options.dryRun === true) {
    const survey = core.surveyStore(dataDir, { policy, maxLag });
    if (options.json === true) output.json({ dry_run: true, policy: shown, ...survey });
    else {
      const { removed, kept, bytes } = survey;
      output.result(
        `would remove ${removed.runs} runs (${removed.facts} facts, about ${core.sizeOf(bytes.removed)} of ${core.sizeOf(bytes.before)})`,
      );
      sayKept(session, kept);
    }
    return;
  }
  const holder = await findHolder(dataDir);
  if (holder !== undefined && options.compact === true)
    throw new Failure(3, `the server at ${holder.url} holds the store (STORE_LOCKED); stop it, then compact`);
  const report =
    holder === undefined ? await core.pruneStore(dataDir, { policy, maxLag }) : await pruneThrough(holder, policy);
  const compacted = options.compact === true ? core.compactStore(dataDir) : undefined;
  if (options.json === true)
    output.json({ dry_run: false, policy: shown, ...report, ...(compacted === undefined ? {} : { compacted }) });
  else {
    output.result(describe(report, core.sizeOf));
    sayKept(session, report.kept);
    if (compacted !== undefined)
      output.result(`compacted: ${core.sizeOf(compacted.before)} before, ${core.sizeOf(compacted.after)} now`);
  }
}

/** The bounds of the command line; they stand for all of `retention`. */
function boundsOf({ olderThan, maxRuns, maxBytes }: Options): Retention {
  const maxAgeMs = olderThan === undefined ? undefined : parseDuration(olderThan);
  if (olderThan !== undefined && maxAgeMs === undefined)
    throw new Failure(2, `--older-than must be a duration such as 30d, found ${olderThan}`);
  const bytes = maxBytes === undefined ? undefined : parseBytes(maxBytes);
  if (maxBytes !== undefined && bytes === undefined)
    throw new Failure(2, `--max-bytes must be a size such as 2GB, found ${maxBytes}`);
  return {
    ...(maxAgeMs === undefined ? {} : { maxAgeMs }),
    ...(maxRuns === undefined ? {} : { maxRuns }),
    ...(bytes === undefined ? {} : { maxBytes: bytes }),
  };
}

/** In parts, as the server answers. */
async function pruneThrough(holder: Holder, { maxAgeMs, maxRuns, maxBytes }: Retention): Promise<SweepReport> {
  const body = {
    ...(maxAgeMs === undefined ? {} : { older_than: `${maxAgeMs}ms` }),
    ...(maxRuns === undefined ? {} : { max_runs: maxRuns }),
    ...(maxBytes === undefined ? {} : { max_bytes: maxBytes }),
  };
  let all: SweepReport | undefined;
  do {
    const part: SweepReport = expectOk(await holder.call((api) => api.POST('/api/store/prune', { body })));
    all = all === undefined ? part : joined(all, part);
  } while (!all.done);
  return all;
}

function joined(before: SweepReport, part: SweepReport): SweepReport {
  const sum = Object.entries(part.removed).map(([name, count]) => [
    name,
    count + before.removed[name as keyof SweepReport['removed']],
  ]);
  return {
    ...part,
    removed: Object.fromEntries(sum) as SweepReport['removed'],
    bytes: { ...part.bytes, before: before.bytes.before },
    transactions: before.transactions + part.transactions,
    longest_ms: Math.max(before.longest_ms, part.longest_ms),
  };
}

function describe({ removed, bytes }: SweepReport, sizeOf: (bytes: number) => string): string {
  const { runs, facts, payloads, graphs, deliveries, logs, answers } = removed;
  const cached = answers === 0 ? '' : `, ${answers} cached answers`;
  return `removed ${runs} runs (${facts} facts, ${payloads} large values, ${graphs} graphs, ${deliveries} deliveries, ${logs} log lines${cached}); ${sizeOf(bytes.after)} in use, before ${sizeOf(bytes.before)}`;
}

function sayKept({ output }: Session, kept: SweepReport['kept']): void {
  for (const [reason, count] of Object.entries(kept))
    output.say(`kept although over their time: ${count} (${WHY_KEPT[reason as keyof typeof WHY_KEPT]})`);
}
