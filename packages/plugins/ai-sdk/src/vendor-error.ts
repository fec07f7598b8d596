// Errors of the AI SDK and of its provider packages, read by shape: several copies of them may be installed side by side.
import { rootMessage } from './cause.ts';

/** What a provider answered instead of an answer. */
export type VendorError = {
  /** HTTP status; undefined where there was no response, or where one began well and broke. */
  readonly status: number | undefined;
  readonly message: string;
  /** The error's body: parsed where it is JSON, else undefined. */
  readonly body: unknown;
  readonly headers: { readonly [lowerCaseName: string]: string };
};

/** Longer bodies are not worth reading for a message. */
const LONGEST_BODY = 1_000_000;

/** Reads a failed response, or an error inside of a stream. Undefined for an error of the program. */
export function readVendorError(error: unknown): VendorError | undefined {
  // An error inside of a stream is no `Error` but plain data of the provider.
  const isInStream = !(error instanceof Error);
  if (!isInStream && error.name !== 'AI_APICallError') return undefined;
  const fields: Fields = isRecord(error) ? error : {};
  const { statusCode, data, responseBody, responseHeaders } = fields;
  const body = data ?? (isInStream ? error : parse(responseBody));
  const isFailed = typeof statusCode === 'number' && (statusCode < 200 || statusCode > 299);
  return {
    status: isFailed ? statusCode : undefined,
    message: messageIn(body) ?? messageIn(error) ?? (isInStream ? '' : rootMessage(error)),
    body,
    headers: isRecord(responseHeaders) ? (responseHeaders as VendorError['headers']) : {},
  };
}

/** The text of an error, in the shapes that providers use: `{error: {message}}`, a list of such, `{message}`. */
function messageIn(body: unknown): string | undefined {
  const first: unknown = Array.isArray(body) ? body[0] : body;
  if (typeof first === 'string') return first;
  if (!isRecord(first) || first instanceof Error) return undefined;
  const said = first['error'] ?? first;
  if (typeof said === 'string') return said;
  return isRecord(said) && typeof said['message'] === 'string' ? said['message'] : undefined;
}

function parse(text: unknown): unknown {
  if (typeof text !== 'string' || text.length > LONGEST_BODY) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

type Fields = { readonly [key: string]: unknown };
