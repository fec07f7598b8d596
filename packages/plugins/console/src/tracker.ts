import type { Json, TrackedFact, TrackerContext } from '@configurable-agents/plugin-sdk';
import { lineOf, LEVELS } from './line.ts';
import type { Level } from './line.ts';

/** Runs whose level is remembered; another one is looked up again. */
const MOST_RUNS = 1000;

/** Makes a `record`. One serves a whole process: facts may come twice, and the highest position that was written tells which have. */
export function openTracker(): (batch: readonly TrackedFact[], context: TrackerContext) => void {
  let lastPos = 0;
  const levels = new Map<string, Level>();

  /** The workflow's, else the operator's, else `info`. */
  function levelOf(runId: string, { config, run }: TrackerContext): Level {
    let level = levels.get(runId);
    if (level !== undefined) return level;
    level = levelIn(run(runId)?.settings['level']) ?? levelIn(config['level']) ?? 'info';
    if (levels.size >= MOST_RUNS) levels.clear();
    levels.set(runId, level);
    return level;
  }

  return (batch, context) => {
    const { write, hasColor } = context;
    for (const tracked of batch) {
      if (tracked.pos <= lastPos) continue;
      const line = lineOf(tracked, { least: levelOf(tracked.runId, context), hasColor });
      if (line !== undefined) write(line);
      // After the line is out: a batch that comes again because writing failed still has it.
      lastPos = tracked.pos;
    }
  };
}

function levelIn(value: Json | undefined): Level | undefined {
  return LEVELS.find((level) => level === value);
}
