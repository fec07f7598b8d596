// TypeScript declarations as plain schemas, for vendors that publish types and no schema.
import ts from 'typescript';
import { named, plain, union } from './plain.mjs';

const { TypeFlags, SymbolFlags } = ts;

/**
 * Reads declaration files. `maxDepth` is how many objects below an event's own are described, what is deeper is an open object;
 * `isFraction` says of a property whether its number is no integer, since TypeScript has one type of numbers; `textClasses` are classes that
 * are text in JSON; `openObjects` are properties that hold any object; `isReference` says of an object whether its id may stand for it.
 */
export function openTypes(
  files,
  { maxDepth, isFraction = () => false, textClasses = new Set(), openObjects = new Set(), isReference = () => false },
) {
  const program = ts.createProgram(files, {
    strict: true,
    skipLibCheck: true,
    types: [],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  });
  const checker = program.getTypeChecker();

  /** The members of a union that a file exports; of any other type, the type. */
  function declared(path, name) {
    const module = checker.getSymbolAtLocation(program.getSourceFile(path));
    const type = checker.getDeclaredTypeOfSymbol(checker.getExportsOfModule(module).find((each) => each.name === name));
    return type.isUnion() ? type.types : [type];
  }

  /** The text that a property of a type always is; undefined where it is another one, or is not there. */
  function textOf(type, property) {
    const symbol = type.getProperty(property);
    return symbol && checker.getTypeOfSymbol(symbol).value;
  }

  /** The schema of a type; `place` is the name of the property, how deep it is, and the types above it. */
  function schemaOf(type, place) {
    if (type.isUnion()) return schemaOfUnion(type, place);
    if (type.isIntersection()) {
      // `string & {}` is the library's way to leave a list of texts open, `DecimalImpl & …` its way to brand a class.
      return type.types.some(isText) ? { type: 'string' } : objectOf(type, place);
    }
    const { flags } = type;
    if (flags & TypeFlags.Null) return { type: 'null' };
    if (flags & TypeFlags.BooleanLike) return { type: 'boolean' };
    if (flags & TypeFlags.NumberLike) return { type: isFraction(place.name) ? 'number' : 'integer' };
    if (type.isStringLiteral()) return plain({ types: ['string'], values: [type.value] });
    if (isText(type)) return { type: 'string' };
    if (!(flags & TypeFlags.Object)) return {};
    if (checker.isArrayType(type)) return { type: 'array', items: schemaOf(checker.getTypeArguments(type)[0], place) };
    return objectOf(type, place);
  }

  function schemaOfUnion(type, place) {
    const parts = type.types.filter(({ flags }) => !(flags & TypeFlags.Undefined));

    const kept = parts.some(isText) ? parts.filter((part) => !isReference(part)) : parts;
    return union(kept.map((part) => schemaOf(part, place)));
  }

  function isText({ flags, symbol }) {
    return (flags & TypeFlags.StringLike) !== 0 || textClasses.has(symbol?.name);
  }

  function objectOf(type, { depth, above }) {
    const values = checker.getIndexInfoOfType(type, ts.IndexKind.String)?.type;
    const symbols = checker.getPropertiesOfType(type);
    const next = { depth: depth + 1, above: [...above, type] };
    if (values !== undefined) {
      return plain({ types: ['object'], additionalProperties: schemaOf(values, { ...next, name: '' }) });
    }
    if (symbols.length === 0 || depth > maxDepth || above.includes(type)) return { type: 'object' };
    const properties = {};
    const required = [];
    for (const symbol of symbols) {
      const { name } = symbol;
      const ofProperty = checker.getTypeOfSymbol(symbol);
      // Methods are no data, and `deleted?: void` says that it is never there.
      if (ofProperty.getCallSignatures().length > 0 || isVoid(ofProperty)) continue;
      properties[name] = openObjects.has(name) ? { type: 'object' } : schemaOf(ofProperty, { ...next, name });
      if (!(symbol.flags & SymbolFlags.Optional)) required.push(name);
    }
    return named(nameOf(type), plain({ types: ['object'], properties, required }));
  }

  function isVoid(type) {
    const parts = type.isUnion() ? type.types : [type];
    return parts.every(({ flags }) => flags & (TypeFlags.Void | TypeFlags.Undefined));
  }

  /** `Charge.Outcome`: the namespaces of a type, without its module. */
  function nameOf({ symbol }) {
    const parts = [];
    for (let each = symbol; each !== undefined && !(each.flags & SymbolFlags.ValueModule); each = each.parent) {
      parts.unshift(each.name);
    }
    return parts.join('.');
  }

  return { declared, textOf, objectOf };
}
