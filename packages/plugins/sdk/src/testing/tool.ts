import type { Tool } from '../tool.ts';
import { checkAction } from './action.ts';
import type { ActionFixtures } from './action.ts';
import { problemOf, shown } from './values.ts';
import { demand, demandFixture } from './violation.ts';

/**
 * Checks a tool: all that an action promises, a description for the model, and an input that is an object.
 *
 * @example
 * const clock: Tool = {
 *   description: 'Tells the time of day in UTC.',
 *   input: { type: 'object' }, output: { type: 'string' }, effects: 'read', idempotent: true,
 *   run: ({ context }) => new Date(context.now()).toISOString(),
 * };
 * await checkTool(clock, { inputs: [{}] });
 */
export async function checkTool(tool: Tool | undefined, fixtures: ActionFixtures): Promise<void> {
  demandFixture(tool !== undefined, 'the plugin has no such tool');
  checkToolDeclaration(tool);
  await checkAction(tool, fixtures);
}

/** What models need of a tool before they call it. */
export function checkToolDeclaration({ description, input }: Tool): void {
  const isSaid = typeof description === 'string' && description.trim() !== '';
  demand(isSaid, 'tool/description', `it is ${shown(description)}`);
  for (const other of [null, 'text', 7, []]) {
    demand(problemOf(input, other) !== undefined, 'tool/object-input', `its input may be ${shown(other)}`);
  }
}
