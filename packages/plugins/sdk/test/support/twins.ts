// Every rule of the kit has a twin: a contribution that keeps all promises but one.
import assert from 'node:assert/strict';
import { ContractViolation, RULES } from '@configurable-agents/plugin-sdk/testing';
import type { Rule } from '@configurable-agents/plugin-sdk/testing';

type Kind = 'action' | 'tool' | 'provider' | 'trigger' | 'tracker';
export type RuleOf<K extends Kind> = Extract<Rule, `${K}/${string}`>;

/** One test for each rule of a kind: the kit must name that rule, and no other, for what `check` is given. */
export function catchTwins<K extends Kind, Twin>(
  kind: K,
  { twins, check }: { readonly twins: { readonly [R in RuleOf<K>]: Twin }; readonly check: (twin: Twin) => unknown },
): void {
  const rules = Object.keys(RULES).filter((rule) => rule.startsWith(`${kind}/`));
  it('has a twin for every rule', () => assert.deepEqual(Object.keys(twins).toSorted(), rules.toSorted()));
  for (const [rule, twin] of Object.entries<Twin>(twins)) {
    it(`catches the one that breaks ${rule}`, async () => {
      await assert.rejects(
        async () => {
          await check(twin);
        },
        (error) => {
          assert.ok(error instanceof ContractViolation, String(error));
          assert.equal(error.rule, rule, error.message);
          return true;
        },
      );
    });
  }
}
