// The chain of an error's causes. It may be a ring, so walks are bounded.
import { PluginError } from '@configurable-agents/plugin-sdk';

const MOST_CAUSES = 8;

function chainOf(error: unknown): readonly Error[] {
  const chain: Error[] = [];
  for (let each = error; each instanceof Error && chain.length < MOST_CAUSES; each = each.cause) chain.push(each);
  return chain;
}

/** The message of what an error came from: "fetch failed" says nothing, its cause does. */
export function rootMessage(error: unknown): string {
  const root = chainOf(error).at(-1);
  if (root === undefined) return String(error);
  // The failure of several addresses at once has a code and no message.
  return root.message || (root as NodeJS.ErrnoException).code || root.name;
}

/** The failure of the SDK that an error is or wraps: a refusal of the host's guard comes wrapped when it ends a stream. */
export function pluginErrorIn(error: unknown): PluginError | undefined {
  return chainOf(error).find((each) => each instanceof PluginError);
}

/** Whether no connection was made in time: undici says so by a code. */
export function isConnectTimeout(error: unknown): boolean {
  return chainOf(error).some(({ code }: NodeJS.ErrnoException) => code === 'UND_ERR_CONNECT_TIMEOUT');
}

/** Codes of OpenSSL and of Node for a certificate that is not trusted: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const CERTIFICATE = /CERT|SIGNATURE|^ERR_TLS_|^HOSTNAME_MISMATCH$/;

/** What is wrong with the certificate of the other side, where that is what an error came from. */
export function certificateProblem(error: unknown): string | undefined {
  const found = chainOf(error).find(
    ({ code }: NodeJS.ErrnoException) => typeof code === 'string' && CERTIFICATE.test(code),
  );
  return found === undefined ? undefined : `${found.message} (${String((found as NodeJS.ErrnoException).code)})`;
}
