// A thread that imports a plugin, and holds it against the rules of the contract kit that need no fixtures.
import { parentPort, workerData } from 'node:worker_threads';
// What every plugin imports, so that only its own loading is timed.
import '@configurable-agents/plugin-sdk';
import { checkPlugin } from '@configurable-agents/plugin-sdk/testing';
import type { PluginFinding } from '@configurable-agents/plugin-sdk/testing';
import type { Plugin } from '@configurable-agents/plugin-sdk';

/** What it is told. */
export type KitJob = { readonly specifier: string; readonly isChecked: boolean };
/** What it posts. A plugin may post as well, so it is looked at as data. */
export type KitReport = { readonly importMs: number; readonly findings: readonly PluginFinding[] };

const { specifier, isChecked } = workerData as KitJob;
const began = performance.now();
const { plugin } = (await import(specifier)) as { readonly plugin: Plugin };
const importMs = performance.now() - began;
const report: KitReport = { importMs, findings: isChecked ? await checkPlugin(plugin) : [] };
parentPort?.postMessage(JSON.stringify(report));
