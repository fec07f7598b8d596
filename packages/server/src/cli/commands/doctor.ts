import { accessSync, constants } from 'node:fs';
import { dirname } from 'node:path';
import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import { secretsOf } from '../../intake/secrets.ts';
import { findHolder } from '../holder.ts';
import { table } from '../output.ts';
import { loadSecrets, manifests, openSession, secretVariables } from '../session.ts';
import type { CommandOptions, Session } from '../session.ts';

type Check = { readonly name: string; readonly status: 'ok' | 'note' | 'fail'; readonly message: string };

/** Settings with a row of their own, and those that may hold what is nobody's business: arguments of commands. */
const SHOWN_APART = new Set(['data_dir', 'workflows_dir', 'environments', 'secrets']);

/** `doctor`: what holds here, where each value came from, and what is wrong. Exit 1 when a check fails. */
export async function doctor(options: CommandOptions): Promise<void> {
  const session = await openSession(options);
  const { settings, output } = session;
  const shown = [
    { name: 'data_dir', ...settings.dataDir },
    { name: 'workflows_dir', ...settings.workflowsDir },
    { name: 'provider', ...(settings.provider ?? { value: "the workflow's", from: 'default' as const }) },
    ...(settings.environment === undefined ? [] : [{ name: 'environment', ...settings.environment }]),
    {
      name: 'config',
      value: settings.configPath ?? 'none',
      from: options.config === undefined ? ('default' as const) : ('flag' as const),
    },
    ...Object.entries(settings.config)
      .filter(([name]) => !SHOWN_APART.has(name))
      .map(([name, value]) => ({ name, value: JSON.stringify(value), from: 'file' as const })),
  ].map(({ name, value, from }) => ({ name, value, from }));
  const secretChecks = await secrets(session);
  const checks = [
    node(),
    folder('data folder', settings.dataDir),
    folder('workflows folder', settings.workflowsDir),
    ...secretChecks,
    ...(await redaction(session)),
    ...(await plugins(session)),
    await store(session),
    webhook(session),
  ];
  if (options.json === true) output.json({ settings: shown, checks });
  else {
    output.result(table([['SETTING', 'FROM', 'VALUE'], ...shown.map(({ name, value, from }) => [name, from, value])]));
    output.result('');
    for (const { name, status, message } of checks) {
      const mark =
        status === 'ok'
          ? output.style('green', 'ok  ', 'out')
          : status === 'note'
            ? output.style('yellow', 'note', 'out')
            : output.style('red', 'FAIL', 'out');
      output.result(`${mark}  ${name}: ${message}`);
    }
  }
  if (checks.some(({ status }) => status === 'fail')) process.exitCode = 1;
}

/** Rules that hide nothing: perhaps they are misspelt. */
async function redaction({ settings }: Session): Promise<readonly Check[]> {
  if (settings.config.redaction === undefined) return [];
  const { checkRedaction } = await import('../redaction.ts');
  return checkRedaction(settings.config.redaction, settings.dataDir);
}

/** Where each secret that is set came from; never what it is. */
async function secrets(session: Session): Promise<readonly Check[]> {
  const { env, origins, settings } = session;
  try {
    await loadSecrets(session);
  } catch (error) {
    return [{ name: 'secrets', status: 'fail', message: error instanceof Error ? error.message : String(error) }];
  }
  const own = Object.keys(env).filter((name) =>
    /^(WEBHOOK_SECRET(_(?!.*FILE$)\w+)?|CONFIGURABLE_AGENTS_TOKEN)$/.test(name),
  );
  // What is wrong with a plugin is said by the check of the plugins.
  const ofPlugins = await secretVariables(settings).catch(() => []);
  const named = [...own, ...ofPlugins, ...Object.keys(settings.config.secrets ?? {})];
  const set = [...new Set(named)].filter((name) => (env[name] ?? '') !== '').toSorted();
  return set.map((name): Check => ({
    name: `secret ${name}`,
    status: 'ok',
    message: `from ${origins.get(name) ?? 'the environment'}`,
  }));
}

function node(): Check {
  return { name: 'node', status: 'ok', message: process.versions.node };
}

/** Writable, or makeable: then the nearest folder above that exists must be writable. */
function folder(name: string, { value }: { readonly value: string }): Check {
  for (let path = value; ; path = dirname(path)) {
    try {
      accessSync(path, name === 'data folder' ? constants.W_OK : constants.R_OK);
      return { name, status: 'ok', message: path === value ? value : `${value} will be made` };
    } catch (error) {
      const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      if (isMissing && name === 'data folder' && dirname(path) !== path) continue;
      const what = isMissing
        ? 'is not there'
        : name === 'data folder'
          ? 'cannot be written; check its permissions'
          : 'cannot be read';
      return { name, status: 'fail', message: `${path} ${what}` };
    }
  }
}

async function plugins(session: Session): Promise<readonly Check[]> {
  let found: readonly PluginManifest[];
  try {
    found = await manifests(session);
  } catch (error) {
    return [{ name: 'plugins', status: 'fail', message: error instanceof Error ? error.message : String(error) }];
  }
  const { requiredVariables } = await import('@configurable-agents/core');
  const { settings, env } = session;
  const keys = found.flatMap((manifest) =>
    requiredVariables(manifest, { config: settings.pluginConfig[manifest.name] ?? {}, env }).map(
      ({ variable, isSet }): Check => ({
        name: `plugin ${manifest.name}`,
        status: isSet ? 'ok' : 'note',
        message: `${variable} is ${isSet ? '' : 'not '}set`,
      }),
    ),
  );
  return [
    { name: 'plugins', status: 'ok', message: found.map(({ name, version }) => `${name} ${version}`).join(', ') },
    ...(await lockOf(session)),
    ...keys,
  ];
}

/** Drift is told of before: here all that is configured is as it was locked, or nothing is locked. */
async function lockOf({ settings }: Session): Promise<readonly Check[]> {
  const pinned = await settings.plugins();
  if (pinned === undefined) return [];
  const { lock, lockPath, plugins: configured } = pinned;
  const name = 'plugins lock';
  if (lock === undefined) {
    const [source = ''] = configured.map(({ entry }) => entry.source);
    const message = `no ${lockPath} pins the plugins of the configuration; make it by: configurable-agents plugins add ${source}`;
    return [{ name, status: 'note', message }];
  }
  const names = new Set(configured.map(({ found }) => found?.manifest?.name));
  const left = Object.keys(lock.plugins).filter((each) => !names.has(each));
  const unused = left.map((each): Check => {
    const message = `${lockPath} has ${each}, which is not configured; remove it: configurable-agents plugins remove ${each}`;
    return { name, status: 'note', message };
  });
  return [{ name, status: 'ok', message: `all is as ${lockPath} has it` }, ...unused];
}

async function store({ settings }: Session): Promise<Check> {
  const holder = await findHolder(settings.dataDir.value);
  if (holder !== undefined)
    return { name: 'server', status: 'ok', message: `${holder.url} holds the store (process ${holder.pid ?? '?'})` };
  return {
    name: 'server',
    status: 'note',
    message: 'none runs on this store; start one: configurable-agents dashboard',
  };
}

function webhook({ env, settings }: Session): Check {
  const n = secretsOf('generic', { env, secretEnv: settings.secretEnv }).length;
  return n > 0
    ? { name: 'webhooks', status: 'ok', message: `${n} secret${n === 1 ? '' : 's'} for the generic trigger` }
    : {
        name: 'webhooks',
        status: 'note',
        message: 'WEBHOOK_SECRET is not set: unsigned webhooks are taken from this machine only',
      };
}
