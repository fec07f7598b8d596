// A file of the flow dialect written in the native one: the tree that its front end gives, as YAML with the file's comments. What it
// made is compiled, and its graph held against that of the file. Apart from the compiler, which needs none of it.
import { parseDocument } from 'yaml';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import { compile } from '../compile.ts';
import type { CompileOptions } from '../compile.ts';
import { openReporter } from '../diagnostic.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { readFlow } from '../flow/load.ts';
import { entryOf } from '../parse/tree.ts';
import type { YamlNode } from '../parse/tree.ts';
import { parseYaml } from '../parse/yaml.ts';
import { openSource } from '../source.ts';
import { celText } from './cel-text.ts';
import { strict } from './lenient.ts';
import { newNames, reservedField, rewritten } from './names.ts';
import { difference } from './same.ts';
import { yamlText } from './write.ts';

/**
 * Why a file is not migrated. `MIGRATE_NOT_FLOW`: it has no `schema_version`; `MIGRATE_INVALID`: it has errors; `MIGRATE_PYTHON`: code
 * would have to be translated; `MIGRATE_NAME`: a field has a name that the native dialect keeps; `MIGRATE_REFUSED`: the native file
 * would have an error; `MIGRATE_DIFFERS`: its graph would be another.
 */
export type MigrationCode =
  'MIGRATE_NOT_FLOW' | 'MIGRATE_INVALID' | 'MIGRATE_PYTHON' | 'MIGRATE_NAME' | 'MIGRATE_REFUSED' | 'MIGRATE_DIFFERS';

export type Migration =
  | {
      readonly ok: true;
      readonly text: string;
      /** Nodes that have another name now, because a field or a word of the language has theirs. */
      readonly names: ReadonlyMap<string, string>;
      readonly diagnostics: readonly Diagnostic[];
    }
  | {
      readonly ok: false;
      readonly code: MigrationCode;
      readonly message: string;
      readonly diagnostics: readonly Diagnostic[];
    };

/** Writes a file of the flow dialect in the native one, or says why not. Never throws over a text. */
export function migrate(text: string, options: CompileOptions): Migration {
  const source = openSource(options.file, text);
  const reporter = openReporter(source);
  const root = parseYaml(source, reporter);
  const { graph, diagnostics } = compile(text, options);
  const refuse = (code: MigrationCode, message: string): Migration => ({ ok: false, code, message, diagnostics });
  if (root !== undefined && entryOf(root, 'schema_version') === undefined)
    return refuse('MIGRATE_NOT_FLOW', 'the file has no `schema_version`, so it is native already');
  if (root === undefined || graph === undefined)
    return refuse('MIGRATE_INVALID', 'the file has errors; mend them first, so that it is known what it means');
  const { tree } = readFlow(root, reporter);
  const python = graph.nodes.find((node) => node.kind === 'action' && node.uses === 'python');
  if (python !== undefined)
    return refuse(
      'MIGRATE_PYTHON',
      `the code of \`${python.name}\` is Python; write it in JavaScript as a node of the native dialect`,
    );
  const reserved = reservedField(tree);
  if (reserved !== undefined)
    return refuse(
      'MIGRATE_NAME',
      `the field \`${String(reserved.value)}\` has a name that the native dialect keeps for itself; rename it first`,
    );
  const names = newNames(tree);
  const written = nativeText(tree, { text, graph, names });
  const native = compile(written, options);
  if (native.graph === undefined) return refuse('MIGRATE_REFUSED', refusal(native.diagnostics));
  const differs = difference(graph, native.graph, names);
  return differs === undefined ? { ok: true, text: written, names, diagnostics } : refuse('MIGRATE_DIFFERS', differs);
}

function nativeText(
  tree: YamlNode,
  {
    text,
    graph,
    names,
  }: { readonly text: string; readonly graph: ExecutionGraph; readonly names: ReadonlyMap<string, string> },
): string {
  const whenOf = (node: string, route: number): string | undefined => {
    const when = graph.nodes.find(({ name }) => name === node)?.routes?.[route]?.when;
    return when === undefined ? undefined : celText(strict(when, graph.state));
  };
  const before = parseDocument(text, { keepSourceTokens: true, uniqueKeys: false, version: '1.2', merge: false });
  const written = yamlText(rewritten(tree, { names, whenOf }), before);
  const named = written.replaceAll('flow.schema.json', 'workflow.schema.json');
  return text.includes('\r\n') ? named.replaceAll('\n', '\r\n') : named;
}

function refusal(diagnostics: readonly Diagnostic[]): string {
  const first = diagnostics.find(({ severity }) => severity === 'error');
  return `the native file would be wrong: ${first?.code ?? ''} ${first?.message ?? ''}`;
}
