/**
 * `host:port`; or a path of the plugin's configuration that holds a URL, such as `/base_url`: the operator's own choice, so it
 * may be private; or `*`, everywhere, for a plugin that goes where its workflow says.
 *
 * @example
 * const targets: readonly NetTarget[] = ['api.acme.example:443', { fromConfig: '/base_url' }];
 */
export type NetTarget = string | { readonly fromConfig: string };

/**
 * A file or folder, or a path of the plugin's configuration that holds one. A relative one is below the data directory.
 *
 * @example
 * const files: readonly FileTarget[] = ['acme/cache', { fromConfig: '/model_path' }];
 */
export type FileTarget = string | { readonly fromConfig: string };

/**
 * What a plugin asks for beyond computing. The operator sees it in words and grants it; what is not asked for is not there.
 * Secrets are asked for by declaring them.
 *
 * @example
 * const capabilities: Capabilities = {
 *   net: ['api.acme.example:443'],
 *   env: ['ACME_REGION'],
 *   fs: { read: [{ fromConfig: '/model_path' }], write: ['acme/cache'] },
 * };
 */
export type Capabilities = {
  /** Where `context.fetch` may go; without it, nowhere. */
  readonly net?: readonly NetTarget[];
  /** Environment variables that it reads beside those of its secrets. */
  readonly env?: readonly string[];
  readonly fs?: { readonly read?: readonly FileTarget[]; readonly write?: readonly FileTarget[] };
  /** Whether it starts other programs. */
  readonly subprocess?: boolean;
  /** Whether it calls the models that the operator has set up, at the operator's cost. */
  readonly llm?: boolean;
};

/**
 * Capabilities as a manifest has them: `secrets` holds the variables of the declared secrets, so that everything that is to be
 * granted stands in one place.
 *
 * @example
 * const granted: ManifestCapabilities = { net: [], secrets: ['ACME_API_KEY'] };
 */
export type ManifestCapabilities = Capabilities & {
  readonly net: readonly NetTarget[];
  readonly secrets?: readonly string[];
};
