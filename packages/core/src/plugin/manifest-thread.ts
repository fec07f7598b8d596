// A thread that imports one third-party module and posts its manifest.
import { parentPort, workerData } from 'node:worker_threads';
import { manifestOf } from '@configurable-agents/plugin-sdk';
import { assertPlugin } from './assert.ts';

const { specifier } = workerData as { readonly specifier: string };
const module = (await import(specifier)) as { readonly plugin?: unknown };
parentPort?.postMessage(manifestOf(assertPlugin(module.plugin, specifier)));
