// Sub-path ./testing: what tests of the engine, and of programs that embed it, are built with.
export { advance } from './engine/advance.ts';
export { happened, isUnknown } from './engine/happened.ts';
export { replay } from './engine/replay.ts';
export { initialState } from './engine/state.ts';
export { evolve } from './engine/evolve.ts';
export { finalState } from './engine/scope.ts';
export { pendingWakes } from './engine/decide.ts';
export type { EngineEvent, Command } from './engine/event.ts';
export type { RunState } from './engine/state.ts';
export { provideProgram } from './expression/evaluate.ts';
export { scopeOfKey } from './engine/begin.ts';
export { simulatedClock } from './runtime/simulated-clock.ts';
export type { SimulatedClock } from './runtime/simulated-clock.ts';
export { openLanes } from './lane/lanes.ts';
export type { LaneOutcome, LaneStats, Lanes } from './lane/lanes.ts';
export { laneTuning } from './lane/tuning.ts';
