// Where telemetry goes and what is sent: the standard OTEL_ variables, else the configuration, else defaults.
// https://opentelemetry.io/docs/specs/otel/protocol/exporter/
import { RetryableError } from '@configurable-agents/plugin-sdk';
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';

export type Signal = 'traces' | 'metrics' | 'logs';

export const SIGNALS: readonly Signal[] = ['traces', 'metrics', 'logs'];

export type Env = { readonly [name: string]: string | undefined };

export type Exporting = {
  readonly urls: { readonly [signal in Signal]: string };
  readonly headers: { readonly [signal in Signal]: { readonly [name: string]: string } };
  readonly isProtobuf: boolean;
  readonly isCompressed: boolean;
  readonly timeoutMs: number;
  readonly signals: ReadonlySet<Signal>;
  readonly serviceName: string;
  readonly resource: { readonly [name: string]: string };
  readonly sampler: Sampler;
};

/** `isParentAsked`: where whoever began the trace has decided, that holds. */
export type Sampler = { readonly ratio: number; readonly isParentAsked: boolean };

const OTLP = 'OTEL_EXPORTER_OTLP';

/** Variables that are read, beside that of the headers. */
export const VARIABLES: readonly string[] = [
  ...['ENDPOINT', 'PROTOCOL', 'COMPRESSION', 'TIMEOUT'].map((name) => `${OTLP}_${name}`),
  ...SIGNALS.flatMap((signal) => [`${OTLP}_${signal.toUpperCase()}_ENDPOINT`, `OTEL_${signal.toUpperCase()}_EXPORTER`]),
  'OTEL_SERVICE_NAME',
  'OTEL_RESOURCE_ATTRIBUTES',
  'OTEL_TRACES_SAMPLER',
  'OTEL_TRACES_SAMPLER_ARG',
  'OTEL_SDK_DISABLED',
];

const PAUSE_FOR_A_PERSON_MS = 30_000;
const SAMPLERS: { readonly [name: string]: (argument: number) => Sampler } = {
  always_on: () => ({ ratio: 1, isParentAsked: false }),
  always_off: () => ({ ratio: 0, isParentAsked: false }),
  traceidratio: (ratio) => ({ ratio, isParentAsked: false }),
  parentbased_always_on: () => ({ ratio: 1, isParentAsked: true }),
  parentbased_always_off: () => ({ ratio: 0, isParentAsked: true }),
  parentbased_traceidratio: (ratio) => ({ ratio, isParentAsked: true }),
};

/** Undefined where nobody said where to, or that nothing is to be sent. Throws what a person has to mend. */
export function exportingOf(config: JsonObject, env: Env, headers: string): Exporting | undefined {
  const set = (name: string): string | undefined => (env[name]?.trim() ? env[name].trim() : undefined);
  if (set('OTEL_SDK_DISABLED')?.toLowerCase() === 'true') return undefined;
  const base = set(`${OTLP}_ENDPOINT`) ?? textOf(config['endpoint']);
  const own = (signal: Signal): string | undefined => set(`${OTLP}_${signal.toUpperCase()}_ENDPOINT`);
  const signals = new Set(
    (Array.isArray(config['signals'])
      ? SIGNALS.filter((each) => (config['signals'] as Json[]).includes(each))
      : SIGNALS
    )
      .filter((signal) => set(`OTEL_${signal.toUpperCase()}_EXPORTER`) !== 'none')
      .filter((signal) => base !== undefined || own(signal) !== undefined),
  );
  if (signals.size === 0) return undefined;
  const protocol = oneOf(`${OTLP}_PROTOCOL`, set(`${OTLP}_PROTOCOL`) ?? textOf(config['protocol']) ?? 'http/protobuf', [
    'http/protobuf',
    'http/json',
  ]);
  const compression = set(`${OTLP}_COMPRESSION`) ?? textOf(config['compression']) ?? 'none';
  const resource = { ...textsOf(config['resource_attributes']), ...pairsOf(set('OTEL_RESOURCE_ATTRIBUTES') ?? '') };
  const sent = pairsOf(headers);
  return {
    urls: each((signal) => urlOf(own(signal) ?? `${(base ?? '').replace(/\/+$/, '')}/v1/${signal}`)),
    headers: each(() => sent),
    isProtobuf: protocol === 'http/protobuf',
    isCompressed: oneOf(`${OTLP}_COMPRESSION`, compression, ['gzip', 'none']) === 'gzip',
    timeoutMs: numberOf(`${OTLP}_TIMEOUT`, set(`${OTLP}_TIMEOUT`) ?? config['timeout_ms'] ?? 10_000, [1, 25_000]),
    signals,
    serviceName:
      set('OTEL_SERVICE_NAME') ?? textOf(config['service_name']) ?? resource['service.name'] ?? 'configurable-agents',
    resource,
    sampler: samplerOf(config, set),
  };
}

function samplerOf(config: JsonObject, set: (name: string) => string | undefined): Sampler {
  const name = set('OTEL_TRACES_SAMPLER');
  if (name === undefined) return { ratio: Number(config['sample_ratio'] ?? 1), isParentAsked: true };
  const sampler = SAMPLERS[oneOf('OTEL_TRACES_SAMPLER', name, Object.keys(SAMPLERS))];
  const ratio = numberOf('OTEL_TRACES_SAMPLER_ARG', set('OTEL_TRACES_SAMPLER_ARG') ?? 1, [0, 1]);
  return sampler?.(ratio) ?? { ratio: 1, isParentAsked: true };
}

function each<T>(of: (signal: Signal) => T): { readonly [signal in Signal]: T } {
  return { traces: of('traces'), metrics: of('metrics'), logs: of('logs') };
}

function urlOf(url: string): string {
  if (URL.canParse(url) && /^https?:\/\//.test(url)) return url;
  // It may hold a password; it is not quoted.
  if (url.startsWith('/v1/')) return url;
  throw wrong(`${OTLP}_ENDPOINT`, 'an address such as http://127.0.0.1:4318', 'something else');
}

function oneOf(name: string, value: string, known: readonly string[]): string {
  if (known.includes(value)) return value;
  const help = value === 'grpc' ? ', which this tracker does not speak; collectors take the others at port 4318' : '';
  throw wrong(name, known.join(' or '), `${JSON.stringify(value)}${help}`);
}

function numberOf(name: string, value: Json, [least, most]: readonly [number, number]): number {
  const number = Number(value);
  if (Number.isFinite(number) && number >= least && number <= most) return number;
  throw wrong(name, `a number from ${least} to ${most}`, JSON.stringify(value));
}

function wrong(name: string, wanted: string, found: string): RetryableError {
  return new RetryableError(`${name} must be ${wanted}, found ${found}; mend it and start the server again`, {
    retryAfterMs: PAUSE_FOR_A_PERSON_MS,
  });
}

/** `name=value,…` with percent-encoded values, as W3C Baggage has them. What is no pair is passed over. */
function pairsOf(text: string): { readonly [name: string]: string } {
  return Object.fromEntries(
    text.split(',').flatMap((pair) => {
      const at = pair.indexOf('=');
      return at < 1 ? [] : [[pair.slice(0, at).trim(), decoded(pair.slice(at + 1).trim())]];
    }),
  );
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function textsOf(value: Json | undefined): { readonly [name: string]: string } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).map(([name, each_]) => [name, String(each_)]))
    : {};
}
