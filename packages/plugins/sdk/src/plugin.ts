import type { Static, TSchema } from 'typebox';
import type { Action, Effects, OutputSchema } from './action.ts';
import type { Context } from './context.ts';
import type { JsonSchema } from './json.ts';
import type { ModelInfo, Provider } from './provider.ts';
import type { Tracker } from './tracker.ts';
import type { Trigger } from './trigger.ts';

/** What a plugin offers. Made by `definePlugin`. */
export type Plugin = {
  readonly name: string;
  readonly version: string;
  /** Range of the SDK's major version, such as `^1`. */
  readonly sdk: string;
  /** JSON Schema of the plugin's section in `configurable-agents.yaml`. */
  readonly config?: JsonSchema | TSchema;
  /** Secrets by name. The configuration's key `NAME_env` names another variable than the default one. */
  readonly secrets?: { readonly [name: string]: Secret };
  readonly capabilities?: { readonly net?: readonly NetTarget[] };
  readonly actions?: { readonly [name: string]: Action };
  readonly providers?: { readonly [name: string]: Provider };
  readonly triggers?: { readonly [name: string]: Trigger };
  readonly trackers?: { readonly [name: string]: Tracker };
};

/** Where the value of a secret comes from. */
export type Secret = {
  /** The environment variable that holds it. */
  readonly env: string;
  /** One that is not set is the empty text; otherwise asking for it is a terminal error. */
  readonly optional?: boolean;
  /** An address rather than a credential: it may show in messages. */
  readonly visible?: boolean;
};

/** `host:port`, or a path of the plugin's configuration that holds a URL, such as `/base_url`: the operator's own choice, so it may be private. */
export type NetTarget = string | { readonly fromConfig: string };

export type ActionManifest = {
  readonly description?: string;
  readonly input: JsonSchema;
  readonly output: OutputSchema;
  readonly effects: Effects;
  readonly idempotent: Action['idempotent'];
  readonly timeoutMs?: number;
  readonly lane?: Action['lane'];
};
export type ProviderManifest = {
  readonly description?: string;
  readonly models: { readonly [model: string]: ModelInfo };
};
export type TriggerManifest = Omit<Trigger, 'verify' | 'normalise'>;
export type TrackerManifest = Omit<Tracker, 'record'>;

/**
 * What the compiler, the editor and the registry read of a plugin: names and JSON Schemas, plain data. Contributions are
 * keyed by their full name: `plugin.contribution`, or the bare name where both are equal.
 */
export type PluginManifest = {
  readonly name: string;
  readonly version: string;
  readonly sdk: string;
  readonly config?: JsonSchema;
  readonly secrets: { readonly [name: string]: Secret };
  readonly capabilities: { readonly net: readonly NetTarget[] };
  readonly actions: { readonly [name: string]: ActionManifest };
  readonly providers: { readonly [name: string]: ProviderManifest };
  readonly triggers: { readonly [name: string]: TriggerManifest };
  readonly trackers: { readonly [name: string]: TrackerManifest };
};

type Schemas = { readonly [name: string]: TSchema };

type OutputOf<Out extends Schemas, N> = N extends keyof Out ? Static<Out[N]> | Promise<Static<Out[N]>> : never;

/** Actions whose `run` is typed by the schemas beside it: each schema is inferred from its own property. */
type TypedActions<In extends Schemas, Out extends Schemas> = {
  readonly [N in keyof In]: Omit<Action, 'input' | 'output' | 'run'> & {
    readonly input: In[N];
    readonly output: unknown;
    readonly run: (call: { readonly input: Static<In[N]>; readonly context: Context }) => NoInfer<OutputOf<Out, N>>;
  };
} & {
  readonly [N in keyof Out]: { readonly output: Out[N] | { readonly fromConfig: string; readonly default: Out[N] } };
};

/**
 * Declares a plugin. Types of `run` are inferred from the schemas: a wrong return type is a compile error.
 *
 * @example
 * export const plugin = definePlugin({
 *   name: 'acme', version: '1.2.0', sdk: '^1',
 *   actions: {
 *     double: {
 *       input: Type.Object({ n: Type.Number() }), output: Type.Object({ n: Type.Number() }),
 *       effects: 'pure', idempotent: true,
 *       run: ({ input }) => ({ n: input.n * 2 }),
 *     },
 *   },
 * });
 */
export function definePlugin<In extends Schemas, Out extends Schemas>(
  plugin: Omit<Plugin, 'actions'> & { readonly actions?: TypedActions<In, Out> },
): Plugin {
  // The typed `run` accepts less than `unknown`; the host validates an input by its schema before it calls.
  return Object.freeze(plugin) as unknown as Plugin;
}
