// Capabilities in words: what an operator reads before granting. Pure.
import type { FileTarget, ManifestCapabilities, NetTarget } from '@configurable-agents/plugin-sdk';

/** Each thing that a plugin may do, as a clause that goes on from "may". */
export function clausesOf(capabilities: ManifestCapabilities): readonly string[] {
  const { net, secrets = [], env = [], fs = {}, subprocess = false, llm = false } = capabilities;
  return [
    ...net.map((target) => `send requests to ${netInWords(target)}`),
    ...secrets.map((variable) => `read the secret in ${variable}`),
    ...env.map((variable) => `read the environment variable ${variable}`),
    ...(fs.read ?? []).map((target) => `read ${fileInWords(target)}`),
    ...(fs.write ?? []).map((target) => `write ${fileInWords(target)}`),
    ...(subprocess ? ['start other programs'] : []),
    ...(llm ? ['call the models that are set up here, at your cost'] : []),
  ];
}

/** What one set of capabilities has beyond another, as clauses that go on from "may now". */
export function widened(granted: ManifestCapabilities, asked: ManifestCapabilities): readonly string[] {
  const before = new Set(clausesOf(granted));
  return clausesOf(asked).filter((clause) => !before.has(clause));
}

function netInWords(target: NetTarget): string {
  return typeof target === 'string' ? target : `the address in \`${fieldOf(target.fromConfig)}\` of its configuration`;
}

function fileInWords(target: FileTarget): string {
  if (typeof target !== 'string') return `files at the path in \`${fieldOf(target.fromConfig)}\` of its configuration`;
  return target.startsWith('/') ? `files at ${target}` : `files at ${target} of the data folder`;
}

function fieldOf(pointer: string): string {
  return pointer.slice(1).replaceAll('/', '.');
}
