// Which secrets a trigger is verified with, and whether one without a secret may answer at all.
type Env = { readonly [name: string]: string | undefined };

/** Where secrets come from: the environment, by names that `triggers.NAME.secret_env` of the configuration may change. */
export type SecretSource = { readonly env: Env; readonly secretEnv: { readonly [trigger: string]: string } };

/** Name of the environment variable that holds a trigger's secrets, as a user is told. */
export function secretVariable(trigger: string, { secretEnv }: Pick<SecretSource, 'secretEnv'>): string {
  const named = Object.hasOwn(secretEnv, trigger) ? secretEnv[trigger] : undefined;
  return named ?? (trigger === 'generic' ? 'WEBHOOK_SECRET' : ownVariable(trigger));
}

function ownVariable(trigger: string): string {
  return `WEBHOOK_SECRET_${trigger.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`;
}

/** A trigger's secrets, several while rotating. `WEBHOOK_SECRET` is for `generic` only, never a fallback for others. */
export function secretsOf(trigger: string, source: SecretSource): readonly string[] {
  const { env } = source;
  const named = secretVariable(trigger, source);
  return [...new Set([ownVariable(trigger), named])].flatMap((variable) => split(env[variable]));
}

function split(list: string | undefined): readonly string[] {
  return (list ?? '')
    .split(',')
    .map((secret) => secret.trim())
    .filter((secret) => secret !== '');
}
