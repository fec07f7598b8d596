// A strict reader of the Prometheus text format, written from its specification: what is not right throws.

export type Family = {
  readonly name: string;
  readonly kind: string;
  readonly help: string;
  readonly samples: readonly ReadSample[];
};

export type ReadSample = {
  readonly name: string;
  readonly labels: { readonly [name: string]: string };
  readonly value: number;
};

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const LABEL = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)"(,|$)/;
const SAMPLE = new RegExp(String.raw`^(${NAME})(?:\{(.*)\})? (\S+)$`);
const SUFFIXES: { readonly [kind: string]: readonly string[] } = {
  counter: [''],
  gauge: [''],
  histogram: ['_bucket', '_sum', '_count'],
  summary: ['', '_sum', '_count'],
};

/** Families in order. Each has HELP, then TYPE, then its samples, all together. */
export function readMetrics(text: string): readonly Family[] {
  if (!text.endsWith('\n')) throw new Error('the last line has no end');
  const families: { name: string; kind: string; help: string; samples: ReadSample[] }[] = [];
  for (const line of text.slice(0, -1).split('\n')) {
    const [, helpName = '', help = ''] = new RegExp(`^# HELP (${NAME}) (.*)$`).exec(line) ?? [];
    const [, typeName = '', kind = ''] = new RegExp(`^# TYPE (${NAME}) ([a-z]+)$`).exec(line) ?? [];
    const last = families.at(-1);
    if (helpName !== '') {
      if (families.some(({ name }) => name === helpName)) throw new Error(`${helpName} comes twice`);
      families.push({ name: helpName, help, kind: '', samples: [] });
    } else if (typeName === '') add(last, line);
    else if (last?.name !== typeName || last.kind !== '') throw new Error(`the TYPE of ${typeName} follows no HELP`);
    else if (!(kind in SUFFIXES)) throw new Error(`${kind} is no type`);
    else last.kind = kind;
  }
  for (const family of families) check(family);
  return families;
}

function add(
  family: { readonly name: string; readonly kind: string; samples: ReadSample[] } | undefined,
  line: string,
): void {
  const sample = readSample(line);
  const suffix = sample.name.slice(family?.name.length);
  if (family === undefined || !sample.name.startsWith(family.name) || SUFFIXES[family.kind]?.includes(suffix) !== true)
    throw new Error(`the sample is not of the family above it: ${line}`);
  family.samples.push(sample);
}

function readSample(line: string): ReadSample {
  const [, name = '', inner = '', value = ''] = SAMPLE.exec(line) ?? [];
  if (name === '') throw new Error(`no sample: ${line}`);
  const labels: { [name: string]: string } = {};
  let rest = inner;
  while (rest !== '') {
    const match = LABEL.exec(rest);
    const [all = '', label = '', text = ''] = match ?? [];
    if (match === null || label in labels) throw new Error(`wrong labels: ${line}`);
    labels[label] = text.replaceAll(/\\(.)/g, (_all, letter: string) => (letter === 'n' ? '\n' : letter));
    rest = rest.slice(all.length);
  }
  const number = value === '+Inf' ? Infinity : Number(value);
  if (Number.isNaN(number)) throw new Error(`no number: ${line}`);
  return { name, labels, value: number };
}

/** What the conventions ask for: counters end in `_total`, buckets grow and end with what `_count` says, no sample comes twice. */
function check({ name, kind, samples }: Family): void {
  if ((kind === 'counter') !== name.endsWith('_total')) throw new Error(`${name} is a ${kind}`);
  const seen = samples.map((sample) => JSON.stringify([sample.name, Object.entries(sample.labels)]));
  if (new Set(seen).size < seen.length) throw new Error(`${name} has a sample twice`);
  if (kind !== 'histogram') return;
  const groups = Map.groupBy(samples, ({ labels: { le: _le, ...labels } }) => JSON.stringify(labels));
  for (const [labels, group] of groups) {
    const buckets = group.filter((sample) => sample.name === `${name}_bucket`);
    const bounds = buckets.map(({ labels: { le = '' } }) => (le === '+Inf' ? Infinity : Number(le)));
    const count = group.find((sample) => sample.name === `${name}_count`)?.value;
    const isRising = (values: readonly number[]): boolean =>
      values.every((v, i) => i === 0 || v >= (values[i - 1] ?? 0));
    if (!isRising(bounds) || !isRising(buckets.map(({ value }) => value))) throw new Error(`${name}${labels} falls`);
    if (bounds.at(-1) !== Infinity || buckets.at(-1)?.value !== count) throw new Error(`${name}${labels} does not end`);
  }
}
