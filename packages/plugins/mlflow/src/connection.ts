import { TerminalError } from '@configurable-agents/plugin-sdk';
import type { TrackerContext } from '@configurable-agents/plugin-sdk';

/** Where the server is, and what to send with each request. */
export type Connection = {
  /** Without a slash at its end. */
  readonly base: string;
  readonly headers: { readonly [name: string]: string };
  /** What must not show in a message. */
  readonly secrets: readonly string[];
  /** The names of the environment variables, for messages that say what to set. */
  readonly names: Names;
};

export type Names = {
  readonly uri: string;
  readonly token: string;
  readonly username: string;
  readonly password: string;
};

/** Where MLflow's own server listens unless it is told otherwise. */
const DEFAULT_URI = 'http://127.0.0.1:5000';

/** Reads address and credentials. Throws a `TerminalError` that says what to set: no later attempt can succeed. */
export function connectionOf(context: Pick<TrackerContext, 'config' | 'secret'>): Connection {
  const names = namesOf(context.config);
  const token = context.secret('token').trim();
  const username = context.secret('username');
  const password = context.secret('password');
  const base = baseOf(context.secret('tracking_uri').trim() || DEFAULT_URI, names);
  if (token === '' && (username === '') !== (password === '')) {
    const [set, unset] = username === '' ? [names.password, names.username] : [names.username, names.password];
    throw wrong(`${set} is set and ${unset} is not; set both, or neither`);
  }
  const basic = Buffer.from(`${username}:${password}`).toString('base64');
  const authorization = token !== '' ? `Bearer ${token}` : username !== '' ? `Basic ${basic}` : undefined;
  return {
    base,
    headers: authorization === undefined ? {} : { authorization: checked(authorization, names) },
    secrets: [token, password, username === '' ? '' : basic].filter((secret) => secret !== ''),
    names,
  };
}

function namesOf(config: TrackerContext['config']): Names {
  const name = (key: string, standard: string): string => {
    const given = config[`${key}_env`];
    return typeof given === 'string' ? given : standard;
  };
  return {
    uri: name('tracking_uri', 'MLFLOW_TRACKING_URI'),
    token: name('token', 'MLFLOW_TRACKING_TOKEN'),
    username: name('username', 'MLFLOW_TRACKING_USERNAME'),
    password: name('password', 'MLFLOW_TRACKING_PASSWORD'),
  };
}

function baseOf(uri: string, names: Names): string {
  const example = `such as ${DEFAULT_URI}`;
  // Not quoted before it is known to hold no password.
  const url = URL.canParse(uri) ? new URL(uri) : undefined;
  if (url === undefined) throw wrong(`${names.uri} is no URL; give the address of an MLflow server, ${example}`);
  if (url.username !== '' || url.password !== '') {
    throw wrong(
      `${names.uri} holds a user name or a password; put them into ${names.username} and ${names.password} and leave the address`,
    );
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw wrong(`${names.uri} begins with ${url.protocol}; give the http(s) address of an MLflow server, ${example}`);
  }
  // What is copied from a browser ends with the page, as in http://127.0.0.1:5000/#/experiments.
  return url.origin + url.pathname.replace(/\/+$/, '');
}

function checked(authorization: string, names: Names): string {
  try {
    return new Headers({ authorization }).get('authorization') ?? authorization;
  } catch {
    // The platform's own message quotes the value.
    throw wrong(`${names.token} holds a character that HTTP does not allow in a header, such as the end of a line`);
  }
}

function wrong(message: string): TerminalError {
  return new TerminalError(message, { class: 'bad_request', code: 'MLFLOW_SETTINGS' });
}
