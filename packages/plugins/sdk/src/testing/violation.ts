/** A promise of the contract that a contribution breaks. */
export class ContractViolation extends Error {
  /** The promise, as a sentence. */
  readonly promise: string;

  constructor(promise: string, found: string, options: { readonly cause?: unknown } = {}) {
    super(`${promise}; ${found}`, options);
    this.name = 'ContractViolation';
    this.promise = promise;
  }
}

/** Throws unless a promise is kept. */
export function demand(isKept: boolean, promise: string, found: string): asserts isKept {
  if (!isKept) throw new ContractViolation(promise, found);
}

/** A value for a message: JSON where it is JSON, cut where it is long. */
export function shown(value: unknown): string {
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  const text = JSON.stringify(value) ?? String(value);
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}

const MOST_SHOWN = 300;

/** Whether a value crosses a thread as JSON and comes out the same: no function, no undefined, no NaN, no class. */
export function isJson(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return false;
  if (Array.isArray(value)) return value.every(isJson);
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && Object.values(value).every(isJson);
}

/** A deep copy that throws when anything writes to it. */
export function frozen<T>(value: T): T {
  return freeze(structuredClone(value));
}

function freeze<T>(value: T): T {
  // Bytes cannot be frozen; all else that a fixture holds can.
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  for (const child of Object.values(value)) freeze(child);
  return Object.freeze(value);
}

/** How long an aborted call may take to end, in milliseconds. */
const ABORT_LIMIT_MS = 100;

/**
 * Starts a call, aborts it and demands that it ends in time, by failing or not. A call that ends before it is aborted proves
 * nothing: it says so.
 */
export async function demandAbort(start: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
  const promise = `an aborted call ends within ${ABORT_LIMIT_MS} ms`;
  const controller = new AbortController();
  const settled = start(controller.signal).then(
    () => 'ended' as const,
    () => 'ended' as const,
  );
  const early = await Promise.race([settled, after(STARTED_MS)]);
  demand(early === 'late', promise, 'the call of `slow` was over before it could be aborted');
  controller.abort(new Error('aborted by the contract kit'));
  demand((await Promise.race([settled, after(ABORT_LIMIT_MS)])) === 'ended', promise, 'this one went on');
}

/** How long a call is given to get under way, in milliseconds. */
const STARTED_MS = 20;

function after(ms: number): Promise<'late'> {
  return new Promise((resolve) => setTimeout(resolve, ms, 'late'));
}
