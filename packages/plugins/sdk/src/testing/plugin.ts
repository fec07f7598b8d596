import type { Action } from '../action.ts';
import type { Plugin } from '../plugin.ts';
import { checkDeclaration, checkUnaided } from './action.ts';
import { checkModels } from './provider.ts';
import type { Rule } from './rules.ts';
import { checkToolDeclaration } from './tool.ts';
import { checkUnsigned } from './trigger.ts';
import { ContractViolation } from './violation.ts';

/**
 * A promise that a contribution of a plugin breaks.
 *
 * @example
 * const lineOf = ({ contribution, rule, message }: PluginFinding): string => `${contribution}: ${message} (${rule})`;
 */
export type PluginFinding = {
  /** Kind and name, such as `action lookup`. */
  readonly contribution: string;
  readonly rule: Rule;
  readonly message: string;
};

/**
 * Checks what can be known of a plugin without fixtures: declarations of all five kinds; pure actions and tools with inputs that are
 * made up from their schemas; triggers with deliveries that nobody signed and bodies that are no events. Nothing that reads or writes
 * outside is called. One finding for each contribution at most; empty where all is well.
 *
 * @example
 * await checkPlugin(definePlugin({ name: 'acme', version: '1.0.0', sdk: '^1' })); // => []
 */
export async function checkPlugin(plugin: Plugin): Promise<readonly PluginFinding[]> {
  const { actions = {}, tools = {}, providers = {}, triggers = {} } = plugin;
  const checks: readonly Check[] = [
    ...Object.entries(actions).map(([name, action]) => [`action ${name}`, () => checkCallable(action)] as const),
    ...Object.entries(tools).map(
      ([name, tool]) =>
        [
          `tool ${name}`,
          async () => {
            checkToolDeclaration(tool);
            await checkCallable(tool);
          },
        ] as const,
    ),
    ...Object.entries(providers).map(([name, provider]) => [`provider ${name}`, () => checkModels(provider)] as const),
    ...Object.entries(triggers).map(([name, trigger]) => [`trigger ${name}`, () => checkUnsigned(trigger)] as const),
  ];
  const findings: PluginFinding[] = [];
  for (const [contribution, check] of checks) {
    try {
      await check();
    } catch (error) {
      if (!(error instanceof ContractViolation)) throw error;
      findings.push({ contribution, rule: error.rule, message: error.message });
    }
  }
  return findings;
}

type Check = readonly [contribution: string, check: () => Promise<void> | void];

async function checkCallable(action: Action): Promise<void> {
  checkDeclaration(action);
  if (action.effects === 'pure') await checkUnaided(action);
}
