// Sub-path ./testing: the contract kit. Each function checks one contribution against what the host relies on, and throws a
// `ContractViolation` that names the rule that is broken. It needs no test runner: mocha and node:test report what is thrown.
export { checkAction } from './testing/action.ts';
export type { ActionFixtures } from './testing/action.ts';
export { checkTool } from './testing/tool.ts';
export { checkProvider } from './testing/provider.ts';
export type { ExpectedFailure, ProviderFixtures } from './testing/provider.ts';
export { checkTrigger } from './testing/trigger.ts';
export type { TriggerFixtures } from './testing/trigger.ts';
export { checkTracker } from './testing/tracker.ts';
export type { TrackerFixtures } from './testing/tracker.ts';
export { sampleFacts } from './testing/sample-facts.ts';
export { contextWith, trackerContextWith } from './testing/context.ts';
export type { GivenContext } from './testing/context.ts';
export { signedDelivery } from './testing/delivery.ts';
export type { DeliveryOptions } from './testing/delivery.ts';
export { recordedFetch } from './testing/recording.ts';
export type { RecordingOptions } from './testing/recording.ts';
export { RULES } from './testing/rules.ts';
export type { Rule } from './testing/rules.ts';
export { ContractViolation } from './testing/violation.ts';
