import assert from 'node:assert/strict';
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import { isSampled } from '../src/sampling.ts';
import { exportingOf } from '../src/settings.ts';
import type { Env, Exporting, Sampler } from '../src/settings.ts';
import { runWith } from './support/run.ts';

const ENDPOINT = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318/base/' };
const settings = (env: Env, config: JsonObject = {}): Exporting =>
  exportingOf(config, env, '') ?? assert.fail('nothing is sent');

describe('settings of the tracker otel', () => {
  it('come from the standard variables, else from the configuration, else from defaults', () => {
    const config = {
      endpoint: 'http://127.0.0.1:4318',
      service_name: 'mine',
      timeout_ms: 500,
      resource_attributes: { a: '1', b: '2' },
    };
    const plain = settings({}, { endpoint: 'http://127.0.0.1:4318' });
    assert.deepEqual(
      [plain.urls.traces, plain.isProtobuf, plain.isCompressed, plain.timeoutMs, plain.serviceName, [...plain.signals]],
      ['http://127.0.0.1:4318/v1/traces', true, false, 10_000, 'configurable-agents', ['traces', 'metrics', 'logs']],
    );
    const configured = settings({}, config);
    assert.deepEqual(
      [configured.serviceName, configured.timeoutMs, configured.resource],
      ['mine', 500, { a: '1', b: '2' }],
    );
    const set = settings(
      { ...ENDPOINT, OTEL_SERVICE_NAME: 'theirs', OTEL_RESOURCE_ATTRIBUTES: 'b=3,service.name=x' },
      config,
    );
    assert.deepEqual(
      [set.urls.logs, set.serviceName, set.resource],
      ['http://collector:4318/base/v1/logs', 'theirs', { a: '1', b: '3', 'service.name': 'x' }],
    );
  });

  it('send a signal where its own variable says, and none whose exporter is none', () => {
    const { urls, signals } = settings({
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://traces.example/in',
      OTEL_METRICS_EXPORTER: 'none',
    });
    assert.deepEqual([urls.traces, [...signals]], ['https://traces.example/in', ['traces']]);
    assert.deepEqual([...settings(ENDPOINT, { signals: ['logs'] }).signals], ['logs']);
    assert.equal(exportingOf({}, {}, ''), undefined);
    assert.equal(exportingOf({}, { ...ENDPOINT, OTEL_SDK_DISABLED: 'TRUE' }, ''), undefined);
  });

  it('say what is wrong with a variable, without the address that may hold a password', () => {
    const wrong: readonly (readonly [Env, RegExp])[] = [
      [
        { ...ENDPOINT, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' },
        /must be http\/protobuf or http\/json, found "grpc".*port 4318/,
      ],
      [
        { ...ENDPOINT, OTEL_EXPORTER_OTLP_TIMEOUT: 'soon' },
        /OTEL_EXPORTER_OTLP_TIMEOUT must be a number from 1 to 25000, found "soon"/,
      ],
      [{ ...ENDPOINT, OTEL_TRACES_SAMPLER: 'coin' }, /OTEL_TRACES_SAMPLER must be always_on or .*found "coin"/],
      [
        { ...ENDPOINT, OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '2' },
        /OTEL_TRACES_SAMPLER_ARG must be a number from 0 to 1/,
      ],
      [
        { OTEL_EXPORTER_OTLP_ENDPOINT: 'user:pass@host' },
        /OTEL_EXPORTER_OTLP_ENDPOINT must be an address such as [^@]*$/,
      ],
    ];
    for (const [env, message] of wrong) assert.throws(() => settings(env), { retryable: true, message });
  });

  it('choose traces by their ids, as many as they say, and as whoever began the trace did', () => {
    const ids = Array.from(
      { length: 2000 },
      (_, i) => `01900000-0000-7000-8000-${((i * 2_654_435_761) % 2 ** 48).toString(16).padStart(12, '0')}`,
    );
    // The last seven bytes are random in an id of a run, but for the variant.
    const random = ids.map((id, i) => id.replace('-8000-', `-${(0x8000 + ((i * 40_503) % 0x4000)).toString(16)}-`));
    const share = (sampler: Sampler): number =>
      random.filter((run_id) => isSampled(runWith({ run_id }), sampler)).length / random.length;
    const asked = (name: string, argument = ''): Sampler =>
      settings({ ...ENDPOINT, OTEL_TRACES_SAMPLER: name, OTEL_TRACES_SAMPLER_ARG: argument }).sampler;
    assert.deepEqual(
      [share(asked('always_on')), share(asked('always_off')), share(asked('traceidratio', '1'))],
      [1, 0, 1],
    );
    const tenth = share(asked('parentbased_traceidratio', '0.1'));
    assert.ok(tenth > 0.05 && tenth < 0.2, String(tenth));
    assert.equal(share(settings(ENDPOINT, { sample_ratio: 0 }).sampler), 0);
    const below = (sampled: boolean): ReturnType<typeof runWith> =>
      runWith({
        trigger: {
          ...runWith().trigger,
          trace: { trace_id: '0'.repeat(31) + '1', parent_id: '1'.repeat(16), sampled },
        },
      });
    assert.equal(isSampled(below(true), asked('parentbased_always_off')), true);
    assert.equal(isSampled(below(false), asked('parentbased_always_on')), false);
    assert.equal(isSampled(below(false), asked('always_on')), true);
  });
});
