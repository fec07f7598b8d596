// The contract kit over a plugin's code, in a thread of its own that ends in time.
import { Worker } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import type { KitJob, KitReport } from './kit-thread.ts';
import { failed, passed } from './finding.ts';
import type { CheckFinding, Outcome } from './finding.ts';
import type { Packed } from './subject.ts';

/** Rules that call a plugin call it some fifty times. */
const TIMEOUT_MS = 60_000;
const MEMORY_MB = 512;

/** What holds without fixtures; the package's own tests have the rest. */
export async function checkContract({ specifier, manifest }: Packed): Promise<Outcome> {
  let report: KitReport;
  try {
    report = await inThread({ specifier, isChecked: true });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return failed({
      code: 'PLUGIN_CONTRACT_BROKEN',
      message: `the contract kit did not come to an end: ${why}`,
      help: 'what computes must end, and leave its thread alone; test it by the kit: @configurable-agents/plugin-sdk/testing',
    });
  }
  const { findings } = report;
  if (findings.length > 0) return failed(...findings.map(findingFor));
  const kinds = ['actions', 'tools', 'providers', 'triggers', 'trackers'] as const;
  const count = kinds.reduce((sum, kind) => sum + Object.keys(manifest[kind] ?? {}).length, 0);
  return passed(`${count} ${count === 1 ? 'contribution' : 'contributions'}, by the rules that need no fixtures`);
}

function findingFor({ contribution, message }: KitReport['findings'][number]): CheckFinding {
  return {
    code: 'PLUGIN_CONTRACT_BROKEN',
    message: `${contribution}: ${message}`,
    help: 'keep the promise that is named; docs/plugin-guide.md says what each kind promises',
  };
}

/** How long a plugin takes to import when the SDK is there, in milliseconds: the least of some times, each in a new thread. */
export async function importTimeOf({ specifier }: Packed, times: number): Promise<number> {
  let least = Infinity;
  for (let time = 0; time < times; time += 1) {
    const { importMs } = await inThread({ specifier, isChecked: false });
    least = Math.min(least, importMs);
  }
  return least;
}

async function inThread(job: KitJob): Promise<KitReport> {
  const worker = new Worker(fileURLToPath(import.meta.resolve('#kit-thread')), {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    // What a plugin prints is not this command's result.
    stdout: true,
    stderr: true,
  });
  worker.stdout.resume();
  worker.stderr.resume();
  let timer: NodeJS.Timeout | undefined;
  try {
    const message = await new Promise<unknown>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`it took longer than ${TIMEOUT_MS / 1000} s`)), TIMEOUT_MS);
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`its thread ended with ${code}`)));
    });
    return reportOf(message);
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

function reportOf(message: unknown): KitReport {
  const { importMs, findings } = (typeof message === 'string' ? JSON.parse(message) : {}) as Partial<KitReport>;
  if (typeof importMs === 'number' && Array.isArray(findings)) return { importMs, findings };
  throw new Error('the plugin posted a message of its own');
}
