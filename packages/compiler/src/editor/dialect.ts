import { createRequire } from 'node:module';
import type { Keywords } from '../assign/keywords.ts';
import { valueOf } from '../parse/tree.ts';
import type { YamlNode } from '../parse/tree.ts';

const load = createRequire(import.meta.url);

/** The schema of the dialect that a file is of, with its texts for editors; `schema_version` makes it one of the flow dialect. */
export function dialectSchema(root: YamlNode): Keywords {
  const isFlow = valueOf(root, 'schema_version') !== undefined;
  return load(isFlow ? '#flow.schema.json' : '#workflow.schema.json') as Keywords;
}
