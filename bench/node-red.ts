// Node-RED as its command starts it, without its editor: one flow that takes a request, changes the message and answers.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort, startChild } from './child.ts';

const READY_TIMEOUT_MS = 10_000;
const LOOK_MS = 50;

/** Answers the field `inputs.message` of what is posted. What has no place in the picture is no node of a flow to Node-RED. */
const FLOWS = [
  { id: 'bench', type: 'tab', label: 'bench' },
  { ...placed('in', 'http in'), url: '/run', method: 'post', upload: false, wires: [['change']] },
  {
    ...placed('change', 'change'),
    rules: [{ t: 'set', p: 'payload', pt: 'msg', to: 'payload.inputs.message', tot: 'msg' }],
    wires: [['out']],
  },
  { ...placed('out', 'http response'), statusCode: '', headers: {}, wires: [] },
];

function placed(id: string, type: string): object {
  return { id, type, z: 'bench', name: '', x: 100, y: 100 };
}

const settings = (port: number): object => ({
  uiHost: '127.0.0.1',
  uiPort: port,
  flowFile: 'flows.json',
  // Neither editor nor the API that it uses.
  httpAdminRoot: false,
  disableEditor: true,
  credentialSecret: false,
  telemetry: { enabled: false, updateNotification: false },
  externalModules: { autoInstall: false, palette: { allowInstall: false, allowUpload: false } },
  logging: { console: { level: 'info', metrics: false, audit: false } },
});

/** Starts it with a folder of its own. `peers` has it installed. */
export async function openNodeRed(
  peers: string,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-node-red-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const port = await freePort();
  writeFileSync(join(folder, 'flows.json'), JSON.stringify(FLOWS));
  writeFileSync(join(folder, 'settings.js'), `module.exports = ${JSON.stringify(settings(port))};\n`);
  const command = join(peers, 'node_modules', 'node-red', 'red.js');
  try {
    const child = await startChild({
      command: process.execPath,
      args: [command, '--userDir', folder, '--settings', join(folder, 'settings.js')],
      ready: /Started flows/,
      cwd: folder,
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    const url = `http://127.0.0.1:${port}/run`;
    const close = async (): Promise<void> => await child.close().finally(remove);
    await answering(url).catch(async (error: unknown) => {
      await close();
      throw error;
    });
    return { url, close };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Its flows start before it listens. */
async function answering(url: string): Promise<void> {
  const until = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < until) {
    const answer = await fetch(url, { method: 'POST' }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer !== undefined && answer.status !== 404) return;
    await delay(LOOK_MS);
  }
  throw new Error(`Node-RED did not answer at ${url}`);
}
