// Sub-path ./testing: the contract kit. Each function checks one contribution against what the host relies on, and throws a
// `ContractViolation` that says which promise is broken. It needs no test runner: mocha and node:test report what is thrown.
export { checkAction } from './testing/action.ts';
export type { ActionFixtures } from './testing/action.ts';
export { checkProvider } from './testing/provider.ts';
export type { ExpectedFailure, ProviderFixtures } from './testing/provider.ts';
export { checkTracker, sampleFacts } from './testing/tracker.ts';
export type { TrackerFixtures } from './testing/tracker.ts';
export { checkTrigger } from './testing/trigger.ts';
export type { TriggerFixtures } from './testing/trigger.ts';
export { contextWith, trackerContextWith } from './testing/context.ts';
export { ContractViolation } from './testing/violation.ts';
