// Not imported: an ES module's view of a built-in module takes longer to make than this file has to do.
const { existsSync } = process.getBuiltinModule('node:fs');
const { constants, enableCompileCache } = process.getBuiltinModule('node:module');
const { fileURLToPath } = process.getBuiltinModule('node:url');

const CONDITION = '@configurable-agents/source';
// `validate` is started by every keystroke of a hook: it has an entry of its own, which is quicker to load.
const isValidate = process.argv[2] === 'validate';
const BUILT = new URL(`../dist/cli/${isValidate ? 'validate-main.js' : 'main.js'}`, import.meta.url);
const SOURCE = new URL('../src/cli/main.ts', import.meta.url);

/**
 * The compile cache holds what is compiled as a file is loaded: with lazy functions an eighth of a check would go into compiling them, each time.
 * Without a cache they had better stay lazy.
 */
function cacheWhole() {
  const { setFlagsFromString } = process.getBuiltinModule('node:v8');
  setFlagsFromString('--no-lazy');
  const { status } = enableCompileCache();
  const { FAILED, DISABLED } = constants.compileCacheStatus;
  if (status === FAILED || status === DISABLED) setFlagsFromString('--lazy');
}

/** The condition that leads to sources is an option of the process, so a second one is started; once, since it has it. */
async function startSource() {
  const { spawn } = await import('node:child_process');
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

if (isValidate) cacheWhole();
else enableCompileCache();
const isSource = [...process.execArgv, process.env.NODE_OPTIONS ?? ''].join(' ').includes(CONDITION);
// The built command; in a checkout without a build, or under the source condition, the source.
if (isSource && existsSync(SOURCE)) await import(SOURCE.href);
else if (existsSync(BUILT)) await import(BUILT.href);
else await startSource();
