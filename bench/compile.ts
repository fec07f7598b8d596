// Compiling beside plain YAML parsing of the same text, at three sizes: time, growth, memory, and what each rule costs. The compiler is
// measured as it is shipped, built; what a rule costs is told by its source, where rules have names.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LineCounter, parseDocument } from 'yaml';
import { compile as compileSource } from '@configurable-agents/compiler';
import { withBuild } from './built.ts';
import { ownManifests } from '../packages/server/src/config/plugins.ts';
import { median } from './measure.ts';
import type { Benchmark, Result } from './measure.ts';

const SIZES = [2, 300, 3000];
const MEMORY = fileURLToPath(new URL('floor/compile-memory.ts', import.meta.url));
const BUILT = new URL('../packages/compiler/dist/index.js', import.meta.url).href;
const plugins = ownManifests();

type Compile = typeof compileSource;

/** A workflow of so many nodes, a third of them models with a condition and a field, the others HTTP. No finding. */
export function workflowOf(nodes: number): string {
  const each = Array.from({ length: nodes }, (_, i) => i);
  const models = each.filter((i) => i % 3 === 0);
  const fields = models.map((i) => `    f${i}: { type: string, default: "" }\n`).join('');
  const node = (i: number): string =>
    i % 3 === 0
      ? `  - name: n${i}\n    llm: { provider: echo, model: any, temperature: 0.2 }\n    when: size(topic) > ${i % 7}\n    prompt: |\n      Write about {topic}.\n      ${i > 0 ? `Before: {f${i - 3}}` : 'Begin.'}\n    outputs: [f${i}]\n`
      : `  - name: n${i}\n    uses: http\n    with: { method: GET, url: "https://example.org/{topic}/${i}" }\n    retry: { max_attempts: 3, initial: 1s }\n`;
  return `name: big\nstate:\n  type: object\n  properties:\n    topic: { type: string }\n${fields}nodes:\n${each.map(node).join('')}`;
}

function millis(task: () => unknown): number {
  const start = performance.now();
  task();
  return performance.now() - start;
}

/** In turn, so that a machine that slows down slows both; as many rounds before them warm up. */
function beside(
  text: string,
  { compileText, rounds }: { readonly compileText: Compile; readonly rounds: number },
): { readonly floor: number; readonly value: number } {
  const [floors, values]: number[][] = [[], []];
  for (let round = -rounds; round < rounds; round += 1) {
    const floor = millis(() => parseDocument(text, { keepSourceTokens: true, lineCounter: new LineCounter() }));
    const value = millis(() => compileText(text, { file: 'big.yaml', plugins }));
    if (round < 0) continue;
    floors?.push(floor);
    values?.push(value);
  }
  return { floor: median(floors ?? []), value: median(values ?? []) };
}

function peakOfCompile(): number {
  const folder = mkdtempSync(join(tmpdir(), 'configurable-agents-bench-'));
  try {
    const file = join(folder, 'big.yaml');
    writeFileSync(file, workflowOf(3000));
    const args = ['--disable-warning=ExperimentalWarning', MEMORY, file, JSON.stringify(plugins)];
    const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return Number(stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function costs(text: string): readonly Result[] {
  const spent = new Map<string, number[]>();
  const around = (name: string, run: () => void): void => {
    const list = spent.get(name) ?? [];
    list.push(millis(run));
    spent.set(name, list);
  };
  for (let i = 0; i < 5; i += 1) compileSource(text, { file: 'big.yaml', plugins, around });
  return [...spent]
    .map(([name, list]): Result => {
      const value = median(list);
      return { name: `rule ${name}, 3,000 nodes`, value, unit: 'ms', ratio: null, target: 'listed', met: true };
    })
    .toSorted((a, b) => b.value - a.value);
}

export const compile: Benchmark = {
  name: 'compile',
  run: async ({ quick }) => await withBuild(() => measure({ quick })),
};

async function measure({ quick }: { readonly quick: boolean }): Promise<readonly Result[]> {
  const { compile: compileText } = (await import(BUILT)) as { readonly compile: Compile };
  const sizes = quick ? SIZES.slice(0, 2) : SIZES;
  const results: Result[] = [];
  const perNode = new Map<number, number>();
  for (const size of sizes) {
    const text = workflowOf(size);
    const { diagnostics } = compileText(text, { file: 'big.yaml', plugins });
    if (diagnostics.length > 0) throw new Error(diagnostics[0]?.message);
    const { floor, value } = beside(text, { compileText, rounds: size === 2 ? 2000 : size === 300 ? 25 : 7 });
    perNode.set(size, value / size);
    const ratio = value / floor;
    results.push({
      name: `compile, warm, ${size} nodes, beside plain yaml`,
      value,
      unit: 'ms',
      floor,
      ratio,
      target: '<= 2 x floor',
      met: ratio <= 2,
    });
  }
  if (quick) return results;
  const ratio = (perNode.get(3000) ?? 0) / (perNode.get(300) ?? 1);
  const growth = { name: 'compile, cost of a node at 3,000 beside 300', value: ratio, unit: 'x', ratio };
  const peak = peakOfCompile();
  const memory = { name: 'compile, peak memory of 3,000 nodes', value: peak, unit: 'MB', ratio: null };
  return [
    ...results,
    { ...growth, target: '<= 1.2', met: ratio <= 1.2 },
    { ...memory, target: '<= 300 MB', met: peak <= 300 },
    ...costs(workflowOf(3000)),
  ];
}
