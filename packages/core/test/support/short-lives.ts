// A process whose objects lived long once, as in a backlog, and live shortly now. Prints how many bytes of each are made old.
import { getHeapSpaceStatistics } from 'node:v8';
import { expectShortLives } from '../../src/heap.ts';

expectShortLives();

const held: unknown[] = [];

/** Each object is let go when `size` others have come after it. */
function makeMany(count: number, size: number): void {
  held.length = 0;
  for (let i = 0; i < count; i += 1) held[i % size] = { id: i, inner: { value: i }, list: [i] };
}

function oldBytes(): number {
  return getHeapSpaceStatistics().find(({ space_name: name }) => name === 'old_space')?.space_used_size ?? Number.NaN;
}

const [ROUNDS, EACH] = [200, 20_000];
makeMany(3_000_000, 400_000);
held.length = 0;
let [made, last] = [0, oldBytes()];
for (let round = 0; round < ROUNDS; round += 1) {
  makeMany(EACH, 100);
  const now = oldBytes();
  // A collection of the old ones makes it less.
  made += Math.max(0, now - last);
  last = now;
}
process.stdout.write(String(made / (ROUNDS * EACH)));
