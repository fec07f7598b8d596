// A thread that imports one third-party module and says what its manifest is.
import { parentPort, workerData } from 'node:worker_threads';
import { manifestMessage } from './manifest-message.ts';
import type { ManifestSetup } from './manifest-message.ts';

parentPort?.postMessage(await manifestMessage(workerData as ManifestSetup));
