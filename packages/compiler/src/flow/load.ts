import { createRequire } from 'node:module';
import type { Reporter } from '../diagnostic.ts';
import type { YamlNode } from '../parse/tree.ts';
import { checkShape } from '../shape/shape.ts';
import type { CheckShape } from '../shape/shape.ts';

type Given = { readonly reporter: Reporter; readonly checkShape: CheckShape };
type FlowModule = { readonly readFlow: (root: YamlNode, given: Given) => FlowTree };

/** A native tree, and the fields that name what a `parallel` collects elsewhere. */
export type FlowTree = { readonly tree: YamlNode; readonly collected: ReadonlySet<string> };

let flow: FlowModule | undefined;

/** Reads a document of the flow dialect as a native one. The front end loads with the first: native files do not pay for it. */
export function readFlow(root: YamlNode, reporter: Reporter): FlowTree {
  flow ??= createRequire(import.meta.url)('#flow') as FlowModule;
  return flow.readFlow(root, { reporter, checkShape });
}
