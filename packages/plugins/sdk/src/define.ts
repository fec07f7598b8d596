import type { Static, TSchema } from 'typebox';
import type { Action } from './action.ts';
import type { Context } from './context.ts';
import type { Json, JsonObject } from './json.ts';
import type { Plugin, Secret } from './plugin.ts';
import type { Provider } from './provider.ts';
import type { Tool } from './tool.ts';
import type { Tracker } from './tracker.ts';
import type { Normalised, Trigger } from './trigger.ts';

type Secrets = { readonly [name: string]: Secret };
type Schemas = { readonly [name: string]: TSchema };
type NameOf<S> = keyof S & string;

/** What a schema says where TypeBox made it; any JSON where it is plain JSON Schema, which nobody reads as a type here. */
type Typed<Schema, Plain> = Schema extends { readonly '~kind': string } ? Static<Schema> : Plain;

type OutputOf<Out extends Schemas, N> = N extends keyof Out ? Static<Out[N]> | Promise<Static<Out[N]>> : never;

/** Actions or tools whose `run` is typed by the schemas beside it: each schema is inferred from its own property. */
type Calls<Kind extends Action, In extends Schemas, Out extends Schemas, Ctx> = {
  readonly [N in keyof In]: Omit<Kind, 'input' | 'output' | 'run'> & {
    readonly input: In[N];
    readonly output: unknown;
    readonly run: (call: { readonly input: Static<In[N]>; readonly context: Ctx }) => NoInfer<OutputOf<Out, N>>;
  };
} & {
  readonly [N in keyof Out]: { readonly output: Out[N] | { readonly fromConfig: string; readonly default: Out[N] } };
};

/** Triggers whose events fit the schema beside them. */
type Triggers<Events extends Schemas> = {
  readonly [N in keyof Events]: Omit<Trigger, 'event' | 'normalise'> & {
    readonly event: Events[N];
    readonly normalise: (...request: Parameters<Trigger['normalise']>) => NoInfer<Normalised<Typed<Events[N], Json>>>;
  };
};

/** A plugin as its author writes it: each function knows the schemas, the secrets and the configuration that are declared. */
type Declared<
  S extends Secrets,
  Config,
  Events extends Schemas,
  In extends Schemas,
  Out extends Schemas,
  ToolIn extends Schemas,
  ToolOut extends Schemas,
> = Omit<Plugin, 'secrets' | 'config' | 'actions' | 'tools' | 'providers' | 'triggers' | 'trackers'> & {
  readonly secrets?: S;
  readonly config?: Config;
  readonly actions?: Calls<Action, In, Out, Context<NameOf<S>, Typed<Config, JsonObject>>>;
  readonly tools?: Calls<Tool, ToolIn, ToolOut, Context<NameOf<S>, Typed<Config, JsonObject>>>;
  readonly providers?: { readonly [name: string]: Provider<NameOf<S>, Typed<Config, JsonObject>> };
  readonly triggers?: Triggers<Events>;
  readonly trackers?: { readonly [name: string]: Tracker<NameOf<S>, Typed<Config, JsonObject>> };
};

/**
 * Declares a plugin. Types are inferred from the schemas: a wrong return type of `run`, an event that does not fit, a secret that
 * is not declared and a key that nobody knows are compile errors.
 *
 * @example
 * const plugin = definePlugin({
 *   name: 'acme',
 *   version: '1.2.0',
 *   sdk: '^1',
 *   actions: {
 *     double: {
 *       input: Type.Object({ n: Type.Number() }),
 *       output: Type.Object({ n: Type.Number() }),
 *       effects: 'pure',
 *       idempotent: true,
 *       run: ({ input }) => ({ n: input.n * 2 }),
 *     },
 *   },
 * });
 * Object.keys(manifestOf(plugin).actions); // => ['acme.double']
 */
export function definePlugin<
  // Without secrets there is no name to ask for: the default counts where nothing is inferred, and has no keys.
  // oxlint-disable-next-line typescript/no-generated-empty-object-type
  S extends Secrets = Record<never, never>,
  Config extends TSchema = JsonObject,
  Events extends Schemas = Schemas,
  In extends Schemas = Schemas,
  Out extends Schemas = Schemas,
  ToolIn extends Schemas = Schemas,
  ToolOut extends Schemas = Schemas,
>(plugin: Declared<S, Config, Events, In, Out, ToolIn, ToolOut>): Plugin {
  // The typed functions accept less than `unknown`; the host validates an input by its schema before it calls.
  return Object.freeze(plugin) as unknown as Plugin;
}
