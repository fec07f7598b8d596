import assert from 'node:assert/strict';
import { counter, histogram, metricsText, observed } from '../../src/metrics/registry.ts';
import { readMetrics } from '../../../../test/support/prometheus.ts';

describe('metrics as text', () => {
  it('have help, type and samples, and labels with whatever text', () => {
    const odd = 'a "quoted"\\ text\nof two lines';
    const counted = counter({
      name: 'things_total',
      help: 'Things\nof all sorts',
      labels: ['what'],
      known: [['none']],
    });
    counted.add([odd]);
    counted.add([odd], 2);
    const text = metricsText([counted]);
    assert.match(text, /^# HELP things_total Things\\nof all sorts\n# TYPE things_total counter\n/);
    assert.deepEqual(readMetrics(text)[0]?.samples, [
      { name: 'things_total', labels: { what: 'none' }, value: 0 },
      { name: 'things_total', labels: { what: odd }, value: 3 },
    ]);
  });

  it('show a histogram as what is at most each bound', () => {
    const seconds = histogram({ name: 'wait_seconds', help: 'Wait', buckets: [0.1, 1] });
    for (const value of [0.05, 0.1, 0.5, 7]) seconds.observe([], value);
    const [family] = readMetrics(metricsText([seconds]));
    assert.deepEqual(
      family?.samples.map(({ name, labels, value }) => [name, labels['le'] ?? '', value]),
      [
        ['wait_seconds_bucket', '0.1', 2],
        ['wait_seconds_bucket', '1', 3],
        ['wait_seconds_bucket', '+Inf', 4],
        ['wait_seconds_sum', '', 7.65],
        ['wait_seconds_count', '', 4],
      ],
    );
  });

  it('are looked up when somebody asks', () => {
    let depth = 1;
    const queue = observed({ name: 'queue', help: 'Depth', read: () => depth });
    depth = 5;
    assert.match(metricsText([queue]), /^queue 5$/m);
  });
});
