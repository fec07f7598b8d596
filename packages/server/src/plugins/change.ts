// A plugin is added or removed, whoever puts the change to work: a running server, or the command alone.
import { RuntimeError } from '@configurable-agents/core';
import { openCandidate } from './candidate.ts';
import type { Candidate } from './candidate.ts';
import type { PluginPlace } from './configured.ts';
import { additionOf, readInstallation, removalOf } from './installation.ts';
import type { Addition, Change, Installation } from './installation.ts';
import type { Isolation } from './reference.ts';
import type { ShownPlugin } from './shown.ts';
import { assertWritable } from './write.ts';

export type AddRequest = {
  /** A path from the configuration's folder, an absolute one, `npm:NAME@RANGE`, or an installed package. */
  readonly source: string;
  readonly isolation?: Isolation;
  /** Whether everything that the plugin asks for is granted. */
  readonly isGranted: boolean;
  /** What the caller was shown: another one is refused. */
  readonly integrity?: string;
};

export type Added = {
  readonly plugin: ShownPlugin;
  /** The version before, where there was one. */
  readonly from: string | null;
  /** What it may do from now on and was not granted before, in words. */
  readonly granted: readonly string[];
  /** What it does not ask for any more, in words. */
  readonly dropped: readonly string[];
  /** Plugins that were not pinned and are from now on. */
  readonly alsoPinned: readonly string[];
};

/** What is under `errors` of a refusal to add a plugin that asks for more than was granted: one for each thing. */
export type Ask = {
  readonly plugin: string;
  readonly version: string;
  /** The version that is installed, where one is. */
  readonly from: string | null;
  readonly integrity: string;
  /** Goes on from "asks to". */
  readonly message: string;
};

/** The ways to change what is installed. Each change is whole, or all is as before. */
export type PluginChanges = {
  /** Throws `PLUGIN_…`; `PLUGIN_NOT_GRANTED` has an `Ask` for each thing. */
  readonly add: (request: AddRequest) => Promise<Added>;
  /** Throws `PLUGIN_…`. */
  readonly remove: (name: string) => Promise<void>;
};

/** Puts a change to work and writes it; where it throws, nothing has changed. */
export type Apply = (installation: Installation, change: Change, candidate?: Candidate) => Promise<void>;

/** Adds a plugin, or another version of it. Throws `PLUGIN_…`, and nothing has changed. */
export async function addTo(
  place: PluginPlace,
  { source, isolation, isGranted, integrity }: AddRequest,
  apply: Apply,
): Promise<{ readonly candidate: Candidate; readonly addition: Addition }> {
  const installation = readInstallation(place);
  assertWritable(installation.configPath);
  assertWritable(installation.lockPath);
  const candidate = await openCandidate(source, { ...place, ...(isolation === undefined ? {} : { isolation }) });
  const { name } = candidate.manifest;
  if (integrity !== undefined && integrity !== candidate.integrity)
    throw new RuntimeError('PLUGIN_LOCK_DRIFT', `${name} changed since it was shown; look at it again`);
  const addition = additionOf(installation, candidate);
  if (!isGranted) assertGranted(candidate, addition);
  const { undo } = await candidate.settle();
  try {
    await apply(installation, addition, candidate);
  } catch (error) {
    undo();
    throw error;
  }
  return { candidate, addition };
}

/** What the API and `plugins add --json` answer. */
export function addedJson({ plugin, from, granted, dropped, alsoPinned }: Added): object {
  return { ...plugin, from, granted, dropped, also_pinned: alsoPinned };
}

/** Removes a plugin. What was unpacked stays: executions may be under way in it. Throws `PLUGIN_…`, and nothing has changed. */
export async function removeFrom(place: PluginPlace, name: string, apply: Apply): Promise<void> {
  const installation = readInstallation(place);
  const removal = removalOf(installation, name);
  assertWritable(installation.configPath);
  assertWritable(installation.lockPath);
  await apply(installation, removal);
}

/** Somebody would remove what comes with the product. */
export function ofTheProduct(name: string): RuntimeError {
  return new RuntimeError('PLUGIN_NOT_FOUND', `the plugin ${name} comes with the product and cannot be removed`);
}

function assertGranted(candidate: Candidate, { former, ungranted }: Addition): void {
  const { manifest, integrity, isPacked } = candidate;
  const { name, version } = manifest;
  // A release is never changed: other files under its version are a mistake, or somebody means harm.
  if (isPacked && former?.version === version && former.integrity !== integrity) {
    throw new RuntimeError(
      'PLUGIN_LOCK_DRIFT',
      `${name} ${version} has other files than those that were locked for this version; ask its author why, and if they are meant, add it with --grant, at the API with "grant": true`,
    );
  }
  if (ungranted.length > 0) throw notGranted(candidate, { former, ungranted });
}

function notGranted(
  { manifest: { name, version }, integrity }: Candidate,
  { former, ungranted }: Pick<Addition, 'former' | 'ungranted'>,
): RuntimeError {
  const from = former?.version ?? null;
  const errors = ungranted.map((message): Ask => ({ plugin: name, version, from, integrity, message }));
  const beyond = from === null ? '' : ` beyond what was granted to ${from}`;
  return new RuntimeError(
    'PLUGIN_NOT_GRANTED',
    `${name} ${version} asks${beyond} to ${ungranted.join('; to ')}; grant it by --grant, at the API by "grant": true`,
    { details: { errors } },
  );
}
