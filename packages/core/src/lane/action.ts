import { TerminalError } from '@configurable-agents/plugin-sdk';
import { render } from '../expression/render.ts';
import { declaredOutput } from '../graph/declared.ts';
import type { Attempt, AttemptOutput } from './execute.ts';
import { toJson } from './json.ts';
import { checkInput, checkOutput } from './validate.ts';

/** Runs an attempt of a plugin's action. */
export async function runAction({ job, node, plugins, contexts, show }: Attempt): Promise<AttemptOutput> {
  const { plugin, value: action } = await plugins.action(node.uses);
  const input = node.with === undefined ? {} : render(node.with, job.scope);
  show(input);
  const checked = checkInput(action.input, input);
  if (!checked.ok) {
    throw new TerminalError(`the input of \`${node.uses}\` is wrong: ${checked.problem}`, {
      class: 'bad_request',
      code: 'NODE_INPUT_INVALID',
    });
  }
  const returned = await action.run({ input: checked.value, context: contexts.contextFor(plugin) });
  const output = checkOutput(node.output_schema ?? declaredOutput(action.output), toJson(returned));
  return { output };
}
