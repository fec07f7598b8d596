/**
 * Any JSON value. Inputs, outputs and state are JSON.
 *
 * @example
 * const value: Json = { id: 7, tags: ['new', null] };
 */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/**
 * A JSON object.
 *
 * @example
 * const fields: JsonObject = { status: 404, path: '/customers/7' };
 */
export type JsonObject = { readonly [key: string]: Json };

/**
 * A JSON Schema (2020-12): plain data, never a function.
 *
 * @example
 * const id: JsonSchema = { type: 'integer', minimum: 1 };
 */
export type JsonSchema = boolean | { readonly [keyword: string]: unknown };
