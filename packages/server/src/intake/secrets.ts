// Which secrets a trigger is verified with, and whether one without a secret may answer at all.
type Env = { readonly [name: string]: string | undefined };

/** Where secrets come from: the environment, by names that `triggers.NAME.secret_env` of the configuration may change. */
export type SecretSource = {
  readonly env: Env;
  readonly secretEnv: { readonly [trigger: string]: string };
  /** `triggers.NAME.workflows.WORKFLOW.secret_env`: workflows that have secrets of their own. */
  readonly workflowSecretEnv: { readonly [trigger: string]: { readonly [workflow: string]: string } };
};

/** Name of the environment variable that holds a trigger's secrets, as a user is told. */
export function secretVariable(trigger: string, { secretEnv }: Pick<SecretSource, 'secretEnv'>): string {
  const named = Object.hasOwn(secretEnv, trigger) ? secretEnv[trigger] : undefined;
  return named ?? (trigger === 'generic' ? 'WEBHOOK_SECRET' : ownVariable(trigger));
}

function ownVariable(trigger: string): string {
  return `WEBHOOK_SECRET_${trigger.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`;
}

/** A trigger's secrets, several while rotating. `WEBHOOK_SECRET` is for `generic` only, never a fallback for others. */
export function secretsOf(trigger: string, source: Pick<SecretSource, 'env' | 'secretEnv'>): readonly string[] {
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

/** Who may have signed a delivery: whoever has a secret of the trigger, or one of a workflow's own. */
export type Signer = { readonly workflow: string | undefined; readonly secrets: readonly string[] };

/** The signers of a trigger, the trigger's own first. One without a secret signs nothing. */
export function signersOf(trigger: string, source: SecretSource): readonly [Signer, ...Signer[]] {
  const own = Object.entries(ownVariables(trigger, source)).map(([workflow, variable]) => ({
    workflow,
    secrets: split(source.env[variable]),
  }));
  return [{ workflow: undefined, secrets: secretsOf(trigger, source) }, ...own];
}

/** The variables with the secrets of workflows that have their own, by workflow. */
export function ownVariables(
  trigger: string,
  { workflowSecretEnv }: Pick<SecretSource, 'workflowSecretEnv'>,
): { readonly [workflow: string]: string } {
  return Object.hasOwn(workflowSecretEnv, trigger) ? (workflowSecretEnv[trigger] ?? {}) : {};
}

/** The secret that a delivery for a workflow is signed with: its own, where it has one. */
export function secretFor(trigger: string, workflow: string, source: SecretSource): string | undefined {
  const signers = signersOf(trigger, source);
  return (signers.find((signer) => signer.workflow === workflow) ?? signers[0]).secrets[0];
}
