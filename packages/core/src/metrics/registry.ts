// Metrics in the text format that Prometheus reads: https://prometheus.io/docs/instrumenting/exposition_formats

export type MetricKind = 'counter' | 'gauge' | 'histogram' | 'summary';

export type Labels = { readonly [name: string]: string };

/** One line: `suffix` is what follows the metric's name, such as `_count`. */
export type Sample = { readonly value: number; readonly labels?: Labels; readonly suffix?: string };

export type Metric = {
  readonly name: string;
  readonly kind: MetricKind;
  /** One sentence without a full stop. */
  readonly help: string;
  /** Names of its labels. */
  readonly labels: readonly string[];
  readonly samples: () => readonly Sample[];
};

type Described = { readonly name: string; readonly help: string; readonly labels?: readonly string[] };

export type Counter = Metric & { readonly add: (labels: readonly string[], by?: number) => void };
export type Histogram = Metric & { readonly observe: (labels: readonly string[], value: number) => void };

/** What only grows. `known` are label values that show as 0 before anything has happened. */
export function counter({
  name,
  help,
  labels = [],
  known = labels.length === 0 ? [[]] : [],
}: Described & { readonly known?: readonly (readonly string[])[] }): Counter {
  const series = new Map<string, { readonly labels: Labels; value: number }>();
  const make = (values: readonly string[]): { readonly labels: Labels; value: number } => ({
    labels: named(labels, values),
    value: 0,
  });
  const at = (values: readonly string[]): { value: number } => getOrMake(series, values, make);
  for (const values of known) at(values);
  return {
    name,
    help,
    kind: 'counter',
    labels,
    samples: () => [...series.values()],
    add: (values, by = 1) => {
      at(values).value += by;
    },
  };
}

/** How values are distributed. `buckets` are upper bounds, rising. */
export function histogram({
  name,
  help,
  labels = [],
  buckets,
}: Described & { readonly buckets: readonly number[] }): Histogram {
  type Series = { readonly labels: Labels; readonly counts: number[]; sum: number; count: number };
  const series = new Map<string, Series>();
  const make = (values: readonly string[]): Series => ({
    labels: named(labels, values),
    counts: buckets.map(() => 0),
    sum: 0,
    count: 0,
  });
  const at = (values: readonly string[]): Series => getOrMake(series, values, make);
  if (labels.length === 0) at([]);
  return {
    name,
    help,
    kind: 'histogram',
    labels,
    observe: (values, value) => {
      const one = at(values);
      one.sum += value;
      one.count += 1;
      const bucket = buckets.findIndex((bound) => value <= bound);
      if (bucket >= 0) one.counts[bucket] = (one.counts[bucket] ?? 0) + 1;
    },
    samples: () => [...series.values()].flatMap((one) => samplesOf(one, buckets)),
  };
}

function samplesOf(
  {
    labels,
    counts,
    sum,
    count,
  }: { readonly labels: Labels; readonly counts: readonly number[]; readonly sum: number; readonly count: number },
  buckets: readonly number[],
): readonly Sample[] {
  let below = 0;
  const bounded = buckets.map((bound, i): Sample => {
    below += counts[i] ?? 0;
    return { suffix: '_bucket', labels: { ...labels, le: String(bound) }, value: below };
  });
  return [
    ...bounded,
    { suffix: '_bucket', labels: { ...labels, le: '+Inf' }, value: count },
    { suffix: '_sum', labels, value: sum },
    { suffix: '_count', labels, value: count },
  ];
}

/** What is looked up when somebody asks. */
export function observed({
  name,
  help,
  labels = [],
  kind = 'gauge',
  read,
}: Described & { readonly kind?: MetricKind; readonly read: () => number | readonly Sample[] }): Metric {
  return {
    name,
    help,
    kind,
    labels,
    samples: () => {
      const value = read();
      return typeof value === 'number' ? [{ value }] : value;
    },
  };
}

/** All metrics as text, each with its help and its kind. */
export function metricsText(metrics: readonly Metric[]): string {
  return metrics
    .map(({ name, help, kind, samples }) => {
      const lines = samples().map(
        ({ suffix = '', labels = {}, value }) => `${name}${suffix}${labelsText(labels)} ${valueText(value)}`,
      );
      return [`# HELP ${name} ${escapeHelp(help)}`, `# TYPE ${name} ${kind}`, ...lines].join('\n') + '\n';
    })
    .join('');
}

function labelsText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function valueText(value: number): string {
  if (value === Infinity) return '+Inf';
  return value === -Infinity ? '-Inf' : String(value);
}

function escapeLabel(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

function escapeHelp(help: string): string {
  return help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}

function named(names: readonly string[], values: readonly string[]): Labels {
  return Object.fromEntries(names.map((name, i) => [name, values[i] ?? '']));
}

function getOrMake<T>(series: Map<string, T>, values: readonly string[], make: (values: readonly string[]) => T): T {
  const key = values.length === 1 ? (values[0] ?? '') : values.join('\0');
  let one = series.get(key);
  if (one === undefined) series.set(key, (one = make(values)));
  return one;
}
