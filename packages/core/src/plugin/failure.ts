// Why a plugin's code could not be loaded, as its user is told: a code and one line, never a stack trace.
import { RuntimeError } from '../errors.ts';

const SDK = '@configurable-agents/plugin-sdk';
/** Longest reason that is shown. */
const MAX_REASON = 500;

/** The failure of an import. What was thrown may be anything: it is somebody else's. */
export function loadFailure(specifier: string, cause: unknown): RuntimeError {
  if (cause instanceof RuntimeError) return cause;
  const reason = reasonOf(cause);
  if (codeOf(cause) === 'ERR_MODULE_NOT_FOUND' && reason.includes(`'${SDK}'`)) {
    return new RuntimeError(
      'PLUGIN_PEER_MISSING',
      `the plugin ${specifier} does not find ${SDK}, its peer; add a tarball of it by \`configurable-agents plugins add\`, which links the SDK of this product, or install the SDK where the plugin is: npm install ${SDK}`,
    );
  }
  const help = codeOf(cause) === 'ERR_MODULE_NOT_FOUND' ? '; install what it depends on, or mend the path' : '';
  return new RuntimeError('PLUGIN_LOAD_FAILED', `the plugin ${specifier} cannot be loaded: ${reason}${help}`, {
    cause,
  });
}

export function loadTimeout(specifier: string, ms: number): RuntimeError {
  return new RuntimeError(
    'PLUGIN_LOAD_TIMEOUT',
    `the plugin ${specifier} has not loaded within ${ms} ms; a module must not wait for anything while it loads`,
  );
}

export function manifestStale(specifier: string, difference: string): RuntimeError {
  return new RuntimeError(
    'PLUGIN_MANIFEST_STALE',
    `the code of the plugin ${specifier} is not what its plugin.json says: ${difference}; write it again by \`configurable-agents plugins build\`, or install the plugin again`,
  );
}

/** The first line of what was thrown. */
export function reasonOf(cause: unknown): string {
  try {
    const text = cause instanceof Error ? cause.message : String(cause);
    const [line = ''] = text.split('\n');
    return line === '' ? 'it threw an error without a message' : line.slice(0, MAX_REASON);
  } catch {
    return 'it threw something that cannot be shown';
  }
}

export function codeOf(cause: unknown): string | undefined {
  try {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    return typeof code === 'string' ? code : undefined;
  } catch {
    return undefined;
  }
}
