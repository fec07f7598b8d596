// ajv, with what it costs bounded whatever the schema and the value are: its patterns take time linear to the text, the references that
// it follows are counted, and its comparison of items grows with their number, not with its square.
import { _, Ajv2020 } from 'ajv/dist/2020.js';
import type { CodeKeywordDefinition, Options } from 'ajv/dist/2020.js';
import comparison from 'ajv/dist/runtime/equal.js';
import dynamicReference from 'ajv/dist/vocabularies/dynamic/dynamicRef.js';
import reference from 'ajv/dist/vocabularies/core/ref.js';
import { sameJson } from '../graph/same-json.ts';
import { engineForAjv } from '../pattern/index.ts';
import type { Meter } from './meter.ts';
import { uniqueItems } from './unique-items.ts';

// The comparison of ajv calls what stands under `valueOf` and `toString`, where a value from outside may have anything.
Object.assign(comparison, {
  default: Object.assign((a: unknown, b: unknown) => sameJson(a, b), { code: comparison.default.code }),
});

/** An ajv whose validators charge a meter. Compiling throws `PatternError` where a pattern cannot be matched in linear time. */
export function boundedAjv(options: Options, meter: Meter): Ajv2020 {
  const ajv = new Ajv2020({
    ...options,
    code: { ...options.code, regExp: engineForAjv((steps) => meter.match(steps)) },
  });
  ajv.removeKeyword('uniqueItems').addKeyword(uniqueItems);
  // A CommonJS module's default is its namespace.
  for (const { default: definition } of [reference, dynamicReference] as unknown as readonly Namespace[]) {
    ajv.removeKeyword(definition.keyword as string).addKeyword(counted(definition, meter));
  }
  return ajv;
}

type Namespace = { readonly default: CodeKeywordDefinition };

/** A keyword that first counts that its reference is followed: the branches of a schema within itself multiply with the depth. */
function counted(definition: CodeKeywordDefinition, meter: Meter): CodeKeywordDefinition {
  const follow = (): void => meter.follow();
  return {
    ...definition,
    code: (cxt, rule) => {
      cxt.gen.code(_`${cxt.gen.scopeValue('func', { ref: follow })}()`);
      definition.code(cxt, rule);
    },
  };
}
