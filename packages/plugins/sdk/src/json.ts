/** Any JSON value. Inputs, outputs and state are JSON. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. */
export type JsonObject = { readonly [key: string]: Json };

/** A JSON Schema (2020-12): plain data, never a function. */
export type JsonSchema = boolean | { readonly [keyword: string]: unknown };
