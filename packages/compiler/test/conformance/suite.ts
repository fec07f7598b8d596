// The public suites of CEL, as @bufbuild/cel-spec publishes them, flat.
import { tests as checkingTests } from '@bufbuild/cel-spec/testdata/checking.js';
import { tests as conformanceTests } from '@bufbuild/cel-spec/testdata/conformance.js';
import { tests as parsingTests } from '@bufbuild/cel-spec/testdata/parsing.js';
import type { SerializedIncrementalTestSuite } from '@bufbuild/cel-spec/testdata/tests.js';
import type { ProtoType, ProtoValue } from './proto.ts';

export type Case = {
  /** `file/section/name`; repeated names are counted. */
  readonly name: string;
  readonly file: string;
  readonly expr: string;
  readonly ast: string | undefined;
  readonly type: string | undefined;
  readonly error: string | undefined;
  readonly original: {
    readonly value?: ProtoValue;
    readonly evalError?: unknown;
    readonly typedResult?: { readonly result?: ProtoValue; readonly deducedType?: ProtoType };
    readonly typeEnv?: readonly Declaration[];
    readonly bindings?: { readonly [name: string]: { readonly value: ProtoValue } };
    readonly container?: string;
    readonly disableCheck?: boolean;
    readonly checkOnly?: boolean;
  };
};

export type Declaration = {
  readonly name: string;
  readonly ident?: { readonly type: ProtoType };
  readonly function?: {
    readonly overloads: readonly {
      readonly params?: readonly ProtoType[];
      readonly resultType: ProtoType;
      readonly isInstanceFunction?: boolean;
    }[];
  };
};

function flatten(suite: SerializedIncrementalTestSuite, path: readonly string[]): readonly Case[] {
  const here = [...path, suite.name];
  const own = (suite.tests ?? []).map(({ original, ast, type, error }) => ({
    name: [...here.slice(1), original.name ?? original.expr].join('/'),
    file: here[1] ?? here[0] ?? '',
    expr: original.expr,
    ast,
    type,
    error,
    original: original as unknown as Case['original'],
  }));
  return [...own, ...(suite.suites ?? []).flatMap((inner) => flatten(inner, here))];
}

function numbered(cases: readonly Case[]): readonly Case[] {
  const seen = new Map<string, number>();
  return cases.map((each) => {
    const count = (seen.get(each.name) ?? 0) + 1;
    seen.set(each.name, count);
    return count === 1 ? each : { ...each, name: `${each.name} (${count})` };
  });
}

export const CONFORMANCE: readonly Case[] = numbered(flatten(conformanceTests, []));
export const CHECKING: readonly Case[] = numbered(flatten(checkingTests, []));
export const PARSING: readonly Case[] = numbered(flatten(parsingTests, []));

/**
 * Why a case needs protobuf messages, which the expression language does not have; undefined where it needs none. Timestamps and
 * durations are values of the language.
 */
export function protobufReason({ expr, original }: Case): string | undefined {
  const text = JSON.stringify({ ...original, description: undefined });
  if (/TestAll(?:Types|Required)|NestedTestAll|cel\.expr\.conformance|proto[23]\./.test(text))
    return 'uses a message type of the suite';
  const [, known] = /google\.protobuf\.((?!Timestamp\b|Duration\b)\w+)/.exec(text) ?? [];
  if (known !== undefined) return `uses the message type google.protobuf.${known}`;
  if (/\b(?:Int|UInt|Float|Double|Bool|String|Bytes)?\d*Value\{/.test(expr)) return 'uses a wrapper message';
  return undefined;
}
