// What each peer does: the same three-step run, one at a time and 200 at a time, and the chain of 40 steps that compute fibo(10).

export const fibo = (n) => (n < 2 ? n : fibo(n - 1) + fibo(n - 2));

/** As the benchmark's own actions answer. */
export const stepOf = (message) => `result of ${message}`;

async function load(task, { total, inFlight }) {
  const latencies = [];
  let left = total;
  const began = performance.now();
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      const start = performance.now();
      await task();
      latencies.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  const perSecond = (total / (performance.now() - began)) * 1000;
  return { perSecond, medianMs: latencies.toSorted((a, b) => a - b)[latencies.length >> 1] };
}

/** Prints the figures as one line of JSON. `three` and `chain` run a workflow and throw when it did not succeed. */
export async function measure({ three, chain }) {
  const isQuick = process.argv.includes('--quick');
  const total = isQuick ? 1000 : 5000;
  await load(three, { total: 500, inFlight: 50 });
  const { perSecond } = await load(three, { total, inFlight: 200 });
  const { medianMs: oneMs } = await load(three, { total: total / 5, inFlight: 1 });
  await load(chain, { total: 20, inFlight: 1 });
  const { medianMs: chainMs } = await load(chain, { total: isQuick ? 40 : 300, inFlight: 1 });
  process.stdout.write(`${JSON.stringify({ perSecond, oneMs, chainMs })}\n`);
  process.exit(0);
}
