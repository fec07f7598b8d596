// From a keystroke to the findings of the text as it then is, over the wire, in a process of its own, beside the language server that
// GitHub makes for its workflows.
import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { withBuild } from './built.ts';
import { workflowOf } from './compile.ts';
import { median } from './measure.ts';
import type { Benchmark, Result } from './measure.ts';
import { residentNow } from './server.ts';

const COMMAND = fileURLToPath(new URL('../packages/server/bin/configurable-agents.js', import.meta.url));
const PEER = '@actions/languageserver@0.3.61';
const URI = 'file:///bench/.github/workflows/big.yaml';

type Session = {
  /** Milliseconds until the findings of a change are there. */
  readonly type: (text: string) => Promise<number>;
  readonly megabytes: () => number;
  readonly close: () => void;
};

/** Opens a text and puts the cursor after a mark in it; what is typed there is taken away by the next keystroke. */
async function openSession(
  args: readonly string[],
  { text, mark }: { readonly text: string; readonly mark: string },
): Promise<Session> {
  const child: ChildProcess = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  if (child.stdout === null || child.stdin === null) throw new Error('the server has no pipes');
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  let wake = (): void => {};
  connection.onNotification('textDocument/publishDiagnostics', () => wake());
  connection.onRequest('workspace/configuration', () => [null]);
  connection.onRequest('client/registerCapability', () => null);
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
    initializationOptions: {},
  });
  await connection.sendNotification('initialized', {});
  const opened = new Promise<void>((resolve) => (wake = resolve));
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri: URI, languageId: 'github-actions-workflow', version: 1, text },
  });
  await opened;
  const [line, character] = placeOf(text, text.indexOf(mark) + mark.length);
  let [version, length] = [1, 0];
  const type = async (typed: string): Promise<number> => {
    version += 1;
    const range = { start: { line, character }, end: { line, character: character + length } };
    const start = performance.now();
    const shown = new Promise<void>((resolve) => (wake = resolve));
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: URI, version },
      contentChanges: [{ range, text: typed }],
    });
    await shown;
    length = typed.length;
    return performance.now() - start;
  };
  const close = (): void => {
    connection.dispose();
    child.kill();
  };
  return { type, megabytes: () => residentNow(child.pid ?? 0), close };
}

function placeOf(text: string, offset: number): readonly [line: number, character: number] {
  const before = text.slice(0, offset).split('\n');
  return [before.length - 1, before.at(-1)?.length ?? 0];
}

async function keystroke(session: Session, rounds: number): Promise<number> {
  const times: number[] = [];
  for (let round = -5; round < rounds; round += 1) {
    const ms = await session.type(round % 2 === 0 ? 'x' : '');
    if (round >= 0) times.push(ms);
  }
  return median(times);
}

async function ours(nodes: number): Promise<Session> {
  return await openSession([COMMAND, 'lsp', '--stdio'], { text: workflowOf(nodes), mark: 'Write about' });
}

async function measured(nodes: number, rounds: number): Promise<number> {
  const session = await ours(nodes);
  try {
    return await keystroke(session, rounds);
  } finally {
    session.close();
  }
}

/** Resident memory after ten thousand edits beside that after the first thousand. */
async function growth(edits: number): Promise<number> {
  const session = await ours(30);
  try {
    let first = 0;
    for (let edit = 1; edit <= edits; edit += 1) {
      await session.type(edit % 2 === 0 ? '' : `x${edit}`);
      if (edit === Math.ceil(edits / 10)) first = session.megabytes();
    }
    return session.megabytes() / first;
  } finally {
    session.close();
  }
}

/** The peer's time for a workflow of so many steps; undefined where it cannot be installed. */
async function peerMs(steps: number, rounds: number): Promise<number | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'configurable-agents-bench-'));
  try {
    execFileSync('npm', ['install', '--silent', '--no-save', '--prefix', folder, PEER], { stdio: 'ignore' });
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  const step = (i: number): string =>
    `      - name: Step ${i}\n        if: \${{ github.event_name == 'push' }}\n        run: |\n          echo "\${{ github.sha }} ${i}"\n`;
  const text = `name: big\non: push\njobs:\n  all:\n    runs-on: ubuntu-latest\n    steps:\n${Array.from({ length: steps }, (_, i) => step(i)).join('')}`;
  const bin = join(folder, 'node_modules/@actions/languageserver/bin/actions-languageserver');
  const session = await openSession([bin, '--stdio'], { text, mark: 'name: Step' });
  try {
    return await keystroke(session, rounds);
  } finally {
    session.close();
    rmSync(folder, { recursive: true });
  }
}

export const lsp: Benchmark = {
  name: 'lsp',
  run: async ({ quick }) => await withBuild(async () => await results(quick)),
};

async function results(quick: boolean): Promise<readonly Result[]> {
  const rounds = quick ? 10 : 60;
  const value = await measured(300, rounds);
  const peer = await peerMs(300, Math.ceil(rounds / 4));
  if (peer === undefined) console.error(`${PEER} cannot be installed here, so the peer is not measured`);
  const beside = peer === undefined ? { ratio: null } : { peer, ratio: peer / value };
  const shown =
    peer === undefined ? 'the peer could not be installed' : `the peer takes ${peer.toFixed(0)} ms for 300 steps`;
  const keys: Result = {
    name: `lsp, a keystroke in 300 nodes (${shown})`,
    value,
    unit: 'ms',
    ...beside,
    target: '<= 60 ms',
    met: value <= 60,
  };
  if (quick) return [keys];
  const large = await measured(3000, 15);
  const flat = await growth(10_000);
  return [
    keys,
    {
      name: 'lsp, a keystroke in 3,000 nodes',
      value: large,
      unit: 'ms',
      ratio: null,
      target: '<= 500 ms',
      met: large <= 500,
    },
    {
      name: 'lsp, memory after 10,000 edits beside 1,000',
      value: flat,
      unit: 'x',
      ratio: flat,
      target: '<= 1.2',
      met: flat <= 1.2,
    },
  ];
}
