// `observability`: what may be said to a tracker in a workflow, and the settings that are rendered for each run.
import type { ExecutionGraph, Template } from '@configurable-agents/core/graph';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { explain } from '../assign/explain.ts';
import type { Reporter } from '../diagnostic.ts';
import { suggest } from '../expression/suggest.ts';
import { entriesOf, jsonOf, valueOf } from '../parse/tree.ts';
import type { YamlEntry, YamlNode } from '../parse/tree.ts';
import { isAccess } from '../shape/access.ts';
import { compileTemplate } from '../template/compile.ts';
import type { Place } from '../template/compile.ts';
import { admissionScope } from './admission.ts';
import type { CheckContext } from './context.ts';

/** Sections whose keys the language itself has: the shape check knows them. */
const OWN: ReadonlySet<string> = new Set(['mlflow', 'otel', 'console']);

/** Reports what a section may not say, and gives the settings with templates, by tracker. */
export function checkTrackers(context: CheckContext): ExecutionGraph['rendered'] {
  const { document, reporter } = context;
  const sections = entriesOf(valueOf(document.root, 'observability')).filter(({ value }) => value.kind === 'map');
  for (const section of sections) {
    for (const entry of entriesOf(section.value)) reportAccess(entry, { tracker: String(section.key.value), reporter });
    checkSection(section, context);
  }
  const mlflow = valueOf(valueOf(document.root, 'observability'), 'mlflow');
  const place: Place = { scope: admissionScope(context), reporter };
  const rendered = { ...setting('run_name', mlflow, place), ...setting('tags', mlflow, place) };
  return Object.keys(rendered).length === 0 ? undefined : { mlflow: rendered };
}

function reportAccess(
  { key }: YamlEntry,
  { tracker, reporter }: { readonly tracker: string; readonly reporter: Reporter },
): void {
  const name = String(key.value);
  if (!isAccess(name)) return;
  reporter.report({
    code: 'W335',
    span: key.span,
    message: `\`${name}\` of the tracker \`${tracker}\` stands in the workflow`,
    help: `take it out, and set it under \`trackers.${tracker}\` of configurable-agents.yaml or in the environment`,
  });
}

/** A plugin's section against the settings that its tracker declares. */
function checkSection({ key: at, value }: YamlEntry, { catalogue, reporter }: CheckContext): void {
  const tracker = String(at.value);
  const settings = catalogue.trackers.get(tracker)?.settings;
  if (OWN.has(tracker) || settings === undefined || typeof settings === 'boolean') return;
  const properties = (settings['properties'] ?? {}) as { readonly [name: string]: JsonSchema };
  for (const { key, value: given } of entriesOf(value)) {
    const name = String(key.value);
    if (name === 'enabled' || name.startsWith('x-') || isAccess(name)) continue;
    const schema = properties[name];
    if (schema === undefined) {
      if (settings['additionalProperties'] !== false) continue;
      reporter.report({
        code: 'W336',
        span: key.span,
        message: `the tracker \`${tracker}\` has no setting \`${name}\``,
        ...suggest(name, Object.keys(properties)),
      });
      continue;
    }
    const answer = explain({ schema, root: settings }, jsonOf(given));
    if (typeof answer !== 'object') continue;
    const message = `\`${name}\` of the tracker \`${tracker}\` must ${answer.wanted}`;
    reporter.report({ code: 'W336', span: given.span, message });
  }
  const required = (settings['required'] ?? []) as readonly string[];
  for (const name of required) {
    if (valueOf(value, name) !== undefined) continue;
    const message = `the tracker \`${tracker}\` needs the setting \`${name}\``;
    reporter.report({ code: 'W336', span: at.span, message, help: `add \`${name}:\`` });
  }
}

/** A setting that holds a placeholder or an expression. */
function setting(name: string, section: YamlNode | undefined, place: Place): { readonly [name: string]: Template } {
  const value = valueOf(section, name);
  if (value === undefined) return {};
  const { template } = compileTemplate(value, place);
  return isFixed(template) ? {} : { [name]: template };
}

function isFixed(template: Template): boolean {
  if (template.kind === 'object') return template.entries.every(([, value]) => isFixed(value));
  return template.kind === 'literal';
}
