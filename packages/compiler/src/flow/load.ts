import { createRequire } from 'node:module';
import type { Reporter } from '../diagnostic.ts';
import type { YamlNode } from '../parse/tree.ts';

type FlowModule = { readonly readFlow: (root: YamlNode, reporter: Reporter) => YamlNode };

let flow: FlowModule | undefined;

/** Reads a document of the flow dialect as a native one. The front end loads with the first: native files do not pay for it. */
export function readFlow(root: YamlNode, reporter: Reporter): YamlNode {
  flow ??= createRequire(import.meta.url)('#flow') as FlowModule;
  return flow.readFlow(root, reporter);
}
