// Schedules: what a cron expression names, time zones, slots. Pure; the compiler checks with it what the engine runs by it.
export { cronProblems } from './cron.ts';
export type { CronProblem } from './cron.ts';
export { dueOf } from './due.ts';
export type { Due, Progress } from './due.ts';
export { shiftAfter } from './shift.ts';
export type { Shift } from './shift.ts';
export { nextSlot, slotsWithin } from './slots.ts';
export { isZone, wallTime, zoneNames } from './zone.ts';
