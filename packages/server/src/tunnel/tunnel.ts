// A public address for a server on this machine, for trying webhooks of others. The package that opens it is an optional peer:
// it ships a native part that most deployments do not need.
export type Tunnel = { readonly url: string; readonly close: () => Promise<void> };

/** As much of `@ngrok/ngrok` as is used. */
export type Ngrok = {
  readonly forward: (options: {
    readonly addr: string;
    readonly authtoken: string;
  }) => Promise<{ readonly url: () => string | null; readonly close: () => Promise<void> }>;
};

/** Why a tunnel does not open, with what to do. */
export class TunnelError extends Error {}

const PACKAGE = '@ngrok/ngrok';

const loadNgrok = async (): Promise<Ngrok> => (await import(PACKAGE)) as Ngrok;

/** Opens a tunnel to an address of this machine, such as `127.0.0.1:8000`. Throws `TunnelError`. */
export async function openTunnel(
  addr: string,
  { env, load = loadNgrok }: { readonly env: NodeJS.ProcessEnv; readonly load?: () => Promise<Ngrok> },
): Promise<Tunnel> {
  const ngrok = await loaded(load);
  const authtoken = env['NGROK_AUTHTOKEN'] ?? '';
  if (authtoken === '') {
    throw new TunnelError(`--tunnel needs the token of an ngrok account: set NGROK_AUTHTOKEN`);
  }
  try {
    const listener = await ngrok.forward({ addr, authtoken });
    const url = listener.url();
    if (url === null) throw new Error('it gave no address');
    return { url, close: () => listener.close() };
  } catch (cause) {
    const reason = (cause instanceof Error ? cause.message : String(cause)).replaceAll(authtoken, '***');
    throw new TunnelError(`the tunnel does not open: ${reason}`, { cause });
  }
}

async function loaded(load: () => Promise<Ngrok>): Promise<Ngrok> {
  try {
    return await load();
  } catch (cause) {
    throw new TunnelError(
      `--tunnel needs the package ${PACKAGE}, which is not installed; npm install ${PACKAGE} beside configurable-agents`,
      { cause },
    );
  }
}
