// What the tests of typed events look at, here and in the Stripe plugin.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { brotliDecompressSync } from 'node:zlib';

export type Schema = { readonly [keyword: string]: unknown };
type Schemas = { readonly [name: string]: Schema };

/** The file of a trigger's `eventSchemas`, read. */
export type EventSchemas = {
  readonly compressedBytes: number;
  readonly types: Schemas;
  /** The schema of a property of an event, by its path; of the event itself without one. */
  readonly at: (type: string, path?: string) => Schema;
  /** Fails where a reference leads nowhere or goes round, a keyword is prose, or a definition is not used. */
  readonly assertSound: () => void;
};

/** What a type needs and nothing else. */
const KEYWORDS = new Set(['type', 'enum', 'properties', 'required', 'additionalProperties', 'items', '$ref']);

export async function readEventSchemas(url: string | undefined): Promise<EventSchemas> {
  const compressed = await readFile(new URL(url ?? assert.fail('the trigger has no `eventSchemas`')));
  const { types, $defs } = JSON.parse(brotliDecompressSync(compressed).toString('utf8')) as {
    readonly types: Schemas;
    readonly $defs: Schemas;
  };

  function resolve(schema: Schema): Schema {
    const { $ref } = schema;
    if ($ref === undefined) return schema;
    const [, name = ''] = /^#\/\$defs\/([^/~%]+)$/.exec(String($ref)) ?? [];
    return own($defs, name) ?? assert.fail(`${String($ref)} leads nowhere`);
  }

  function at(type: string, path = ''): Schema {
    let schema = resolve(own(types, type) ?? assert.fail(`there is no ${type}`));
    for (const name of path.split('.').filter(Boolean)) {
      const properties = (schema['properties'] ?? {}) as Schemas;
      schema = resolve(own(properties, name) ?? assert.fail(`${type} has no ${path}: ${name} is not there`));
    }
    return schema;
  }

  function assertSound(): void {
    const used = new Set<unknown>();
    const visit = (schema: Schema, above: readonly unknown[]): void => {
      for (const keyword of Object.keys(schema)) assert.ok(KEYWORDS.has(keyword), `${keyword} is no keyword of a type`);
      const { $ref } = schema;
      assert.ok(!above.includes($ref), `${String($ref)} holds itself`);
      if (used.has($ref)) return;
      const below = $ref === undefined ? childrenOf(schema) : [resolve(schema)];
      for (const child of below) visit(child, $ref === undefined ? above : [...above, $ref]);
      if ($ref !== undefined) used.add($ref);
    };
    for (const schema of Object.values(types)) visit(schema, []);
    const unused = Object.keys($defs).filter((name) => !used.has(`#/$defs/${name}`));
    assert.deepEqual(unused, [], 'definitions that nothing uses');
  }

  return { compressedBytes: compressed.length, types, at, assertSound };
}

function own(schemas: Schemas, name: string): Schema | undefined {
  return Object.hasOwn(schemas, name) ? schemas[name] : undefined;
}

function childrenOf({ properties = {}, additionalProperties, items }: Schema): readonly Schema[] {
  const all = [...Object.values(properties as Schemas), additionalProperties, items];
  return all.filter((each): each is Schema => typeof each === 'object' && each !== null);
}
