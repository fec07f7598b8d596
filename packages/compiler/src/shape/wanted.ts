import type { ErrorObject } from 'ajv/dist/2020.js';

const LIMITS: { readonly [keyword: string]: (limit: string) => string } = {
  minimum: (limit) => `be at least ${limit}`,
  maximum: (limit) => `be at most ${limit}`,
  exclusiveMinimum: (limit) => `be more than ${limit}`,
  exclusiveMaximum: (limit) => `be less than ${limit}`,
  minLength: (limit) => (limit === '1' ? 'not be empty' : `have at least ${limit} characters`),
  maxLength: (limit) => `have at most ${limit} characters`,
  minItems: (limit) => `have at least ${limit} ${limit === '1' ? 'item' : 'items'}`,
  maxItems: (limit) => `have at most ${limit} items`,
  minProperties: (limit) => `have at least ${limit} ${limit === '1' ? 'key' : 'keys'}`,
  maxProperties: (limit) => `have at most ${limit} keys`,
};

/** What a keyword of the language's schema asks for, after "must". */
export function wantedOf({ keyword, params, schema }: ErrorObject): string {
  const limit = LIMITS[keyword];
  if (limit !== undefined) return limit(String(params['limit']));
  if (keyword === 'uniqueItems') return 'name nothing twice';
  if (keyword === 'format') return `be a ${schema === 'regex' ? 'regular expression' : String(schema)}`;
  if (keyword === 'multipleOf') return `be a multiple of ${String(params['multipleOf'])}`;
  return 'have another form';
}
