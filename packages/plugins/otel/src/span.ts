import type { Json } from '@configurable-agents/plugin-sdk';

export type Attributes = { readonly [name: string]: string | number | boolean };

/** A span as it is sent. Times are milliseconds since the epoch. */
export type Span = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parent?: { readonly spanId: string; readonly isRemote?: boolean } | undefined;
  readonly link?: { readonly traceId: string; readonly spanId: string; readonly isSampled: boolean } | undefined;
  readonly name: string;
  readonly kind: 'internal' | 'server' | 'client';
  readonly start: number;
  readonly end: number;
  readonly attributes: Attributes;
  /** Why it failed, or undefined where it did not. */
  readonly error?: { readonly code: string; readonly message?: string } | undefined;
};

/** Attributes that have a value. */
export function known(attributes: {
  readonly [name: string]: string | number | boolean | null | undefined;
}): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).filter(
      (entry): entry is [string, string | number | boolean] => entry[1] !== null && entry[1] !== undefined,
    ),
  );
}

const MOST_CONTENT = 16_384;

/** A value as a text that is no longer than collectors take. */
export function content(value: Json | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= MOST_CONTENT ? text : `${text.slice(0, MOST_CONTENT)} [cut, ${text.length} characters]`;
}
