import { checkAll } from '../../author/check/checks.ts';
import type { CheckResult } from '../../author/check/finding.ts';
import { readPackage } from '../../author/package.ts';
import { duration } from '../../dashboard/format.ts';
import { openOutput } from '../output.ts';
import type { Output } from '../output.ts';
import type { CommandOptions } from '../session.ts';

type Options = CommandOptions & { readonly against?: string };

/** `plugins check [DIR]`: what is to be right before a plugin is published. Exit 1 when something is found. */
export async function pluginsCheck(dir = '.', options: Options): Promise<void> {
  const output = openOutput({ color: options.color ?? 'auto', env: process.env });
  const found = readPackage(dir);
  const isJson = options.json === true;
  const isLive = !isJson && process.stderr.isTTY;
  const abort = new AbortController();
  const stop = (): void => abort.abort(new Error('interrupted'));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    const results = await checkAll(found, {
      against: options.against,
      signal: abort.signal,
      onStart: (check) => {
        if (isLive) process.stderr.write(`· ${check} …`);
      },
      onEnd: (result) => {
        if (isLive) process.stderr.write('\r\u001b[K');
        if (!isJson) output.result(linesOf(result, output));
      },
    });
    const failures = results.filter(({ status }) => status === 'failed').length;
    if (failures > 0) process.exitCode = 1;
    if (isJson) output.json(jsonOf(found.json, results));
    else
      output.say(
        failures === 0
          ? output.style('green', 'ready')
          : output.style('red', `${failures} of ${results.length} checks found something`),
      );
  } catch (error) {
    if (!abort.signal.aborted) throw error;
    if (isLive) process.stderr.write('\r\u001b[K');
    process.exitCode = 130;
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}

function linesOf(result: CheckResult, { style }: Output): string {
  const { check, status, durationMs } = result;
  const sign = {
    passed: style('green', '✓', 'out'),
    failed: style('red', '✗', 'out'),
    skipped: style('dim', '-', 'out'),
  };
  const took = style('dim', duration(durationMs), 'out');
  const head = `${sign[status]} ${check.padEnd(12)} `;
  if (result.status !== 'failed') return `${head}${result.note} ${took}`;
  const findings = result.findings.flatMap(({ code, message, help, detail }) => [
    `  ${style('red', code, 'out')} ${message}`,
    ...(detail === undefined ? [] : detail.split('\n').map((line) => `      ${line}`)),
    `    ${style('cyan', 'help', 'out')}: ${help}`,
  ]);
  return [`${head}${took}`, ...findings].join('\n');
}

function jsonOf(
  { name, version }: { readonly name: string | undefined; readonly version: string | undefined },
  results: readonly CheckResult[],
): object {
  return {
    name: name ?? null,
    version: version ?? null,
    ok: results.every(({ status }) => status !== 'failed'),
    checks: results.map((result) => ({
      name: result.check,
      status: result.status,
      duration_ms: result.durationMs,
      ...(result.status === 'failed' ? { findings: result.findings } : { findings: [], note: result.note }),
    })),
  };
}
