// Durations are the engine's too: it reads the ones that only a run knows.
export { parseDuration, toMs } from '@configurable-agents/core/graph';
