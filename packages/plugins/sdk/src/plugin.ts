import type { TSchema } from 'typebox';
import type { Action } from './action.ts';
import type { Capabilities } from './capabilities.ts';
import type { JsonSchema } from './json.ts';
import type { Provider } from './provider.ts';
import type { Tool } from './tool.ts';
import type { Tracker } from './tracker.ts';
import type { Trigger } from './trigger.ts';

/**
 * What a plugin offers. Made by `definePlugin`.
 *
 * @example
 * const actionsOf = ({ actions = {} }: Plugin): readonly string[] => Object.keys(actions);
 */
export type Plugin = {
  readonly name: string;
  readonly version: string;
  /** Range of the SDK's major version, such as `^1`. */
  readonly sdk: string;
  /** JSON Schema of the plugin's section in `configurable-agents.yaml`. */
  readonly config?: JsonSchema | TSchema;
  /** Secrets by name. The configuration's key `NAME_env` names another variable than the default one. */
  readonly secrets?: { readonly [name: string]: Secret };
  readonly capabilities?: Capabilities;
  readonly actions?: { readonly [name: string]: Action };
  readonly tools?: { readonly [name: string]: Tool };
  readonly providers?: { readonly [name: string]: Provider };
  readonly triggers?: { readonly [name: string]: Trigger };
  readonly trackers?: { readonly [name: string]: Tracker };
};

/**
 * Where the value of a secret comes from.
 *
 * @example
 * const apiKey: Secret = { env: 'ACME_API_KEY' };
 */
export type Secret = {
  /** The environment variable that holds it. */
  readonly env: string;
  /** One that is not set is the empty text; otherwise asking for it is a terminal error. */
  readonly optional?: boolean;
  /** An address rather than a credential: it may show in messages. */
  readonly visible?: boolean;
};
