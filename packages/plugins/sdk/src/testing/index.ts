// Sub-path ./testing: the contract kit. Each function checks one contribution against what the host relies on, and throws a
// `ContractViolation` that names the rule that is broken. It needs no test runner: mocha and node:test report what is thrown.
export { checkAction } from './action.ts';
export type { ActionFixtures } from './action.ts';
export { checkTool } from './tool.ts';
export { checkProvider } from './provider.ts';
export type { ExpectedFailure, ProviderFixtures } from './provider.ts';
export { checkTrigger } from './trigger.ts';
export type { TriggerFixtures } from './trigger.ts';
export { checkTracker } from './tracker.ts';
export type { TrackerFixtures } from './tracker.ts';
export { checkPlugin } from './plugin.ts';
export type { PluginFinding } from './plugin.ts';
export { sampleFacts } from './sample-facts.ts';
export { contextWith, trackerContextWith } from './context.ts';
export type { GivenContext } from './context.ts';
export { signedDelivery } from './delivery.ts';
export type { DeliveryOptions } from './delivery.ts';
export { recordedFetch } from './recording.ts';
export type { RecordingOptions } from './recording.ts';
export { RULES } from './rules.ts';
export type { Rule } from './rules.ts';
export { ContractViolation } from './violation.ts';
