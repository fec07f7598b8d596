import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

const CONDITION = '@configurable-agents/source';
const BUILT = new URL('../dist/cli/main.js', import.meta.url);
const SOURCE = new URL('../src/cli/main.ts', import.meta.url);

/** The condition that leads to sources is an option of the process, so a second one is started; once, since it has it. */
function startSource() {
  const options = [`--conditions=${CONDITION}`, '--disable-warning=ExperimentalWarning'];
  const child = spawn(
    process.execPath,
    [...options, ...process.execArgv, fileURLToPath(SOURCE), ...process.argv.slice(2)],
    {
      stdio: 'inherit',
    },
  );
  // A terminal sends its signal to both; this one waits for the other and ends as it does.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(`error: ${error.message}`);
    process.exit(3);
  });
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}

enableCompileCache();
const isSource = [...process.execArgv, process.env.NODE_OPTIONS ?? ''].join(' ').includes(CONDITION);
// The built command; in a checkout without a build, or under the source condition, the source.
if (isSource && existsSync(SOURCE)) await import(SOURCE.href);
else if (existsSync(BUILT)) await import(BUILT.href);
else startSource();
