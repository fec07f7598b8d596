/**
 * Every promise that the contract kit checks, by name. A tool keeps those of an action too.
 *
 * @example
 * RULES['provider/usage-once']; // => 'exactly one usage comes'
 */
export const RULES = {
  'action/effects': '`effects` is pure, read or write',
  'action/idempotent-said': '`idempotent` is true, false or { whenInput }',
  'action/timeout': '`timeoutMs` is a positive integer',
  'action/lane': '`lane` is io or cpu, or left out',
  'action/schemas': '`input` and `output` are JSON Schemas, which are data',
  'action/takes-inputs': 'the input schema takes the inputs of the fixtures',
  'action/refuses-inputs': 'the input schema refuses what is wrong',
  'action/answers': 'an input of the fixtures is answered',
  'action/output-clones': 'an output is JSON, which crosses threads and comes out the same',
  'action/output-fits': 'an output fits the schema that is declared, whatever the input',
  'action/failure-classed': 'a failure is a RetryableError or a TerminalError, whatever the input',
  'action/input-untouched': 'an input is left as it was',
  'action/pure': 'a pure action gives the same twice',
  'action/idempotent': 'the same call of an idempotent action twice does no more than once',
  'action/abort': 'an aborted call ends within 100 ms',
  'tool/description': 'a tool has a description, by which a model chooses it',
  'tool/object-input': 'the input of a tool is an object, since models name arguments',
  'provider/models': 'a provider describes its models, or `*`; an unknown context size is null',
  'provider/answers': 'a request of the fixtures is answered',
  'provider/request-untouched': 'a request is left as it was',
  'provider/parts-json': 'a part is JSON',
  'provider/stream-order': 'texts come in the order in which the service sent them',
  'provider/usage-once': 'exactly one usage comes',
  'provider/usage-last': 'the usage is the last part',
  'provider/answer': 'a text, an object or a call of a tool comes before the usage',
  'provider/one-object': 'at most one object comes',
  'provider/counts': 'a token count is a whole number, a cost is a number of dollars; what is not known is null',
  'provider/object-fits': 'a request with a schema is answered by an object that fits it',
  'provider/violating-output':
    'an object of the service that breaks its schema is handed over as it is, or fails as `invalid_output`',
  'provider/tool-call': 'a call of a tool has an id, names a tool that was offered, and its input fits',
  'provider/tool-result': 'the result of a tool is sent to the service, which answers',
  'provider/images': 'an image is sent to the service: its bytes, or its address where the models take addresses',
  'provider/rate-limit': 'the status 429 is a retryable failure of class rate_limit',
  'provider/retry-after': 'a failure waits as long as Retry-After says',
  'provider/unavailable': 'the statuses 500 and 503 are retryable failures of class unavailable',
  'provider/auth': 'the status 401 is a terminal failure of class auth',
  'provider/malformed-chunk':
    'an answer with a malformed chunk is a retryable failure of class invalid_output or unavailable',
  'provider/failure-classed': 'a failure has the class that is expected of it',
  'provider/no-secret': 'no failure tells a secret',
  'provider/abort': 'an aborted call ends within 100 ms',
  'trigger/ack-status': '`ackStatus` is 2xx',
  'trigger/max-body': '`maxBodyBytes` is a positive integer',
  'trigger/verify-total': 'verify never throws',
  'trigger/genuine': 'a genuine delivery is accepted',
  'trigger/rotation': 'a genuine delivery is accepted under any of several secrets',
  'trigger/forged': 'a forged delivery is refused',
  'trigger/exact-bytes': 'the exact bytes of the body are what is signed',
  'trigger/missing-signature': 'a delivery without a signature is refused',
  'trigger/repeated-signature': 'a delivery with the signature twice is refused',
  'trigger/wrong-length': 'a signature of another length is refused',
  'trigger/stale': 'a delivery that was signed more than five minutes ago, or ahead, is refused for its timestamp',
  'trigger/replayed': 'an old delivery under a new timestamp is refused',
  'trigger/large-body': 'a body of one megabyte is judged like any other',
  'trigger/normalise-total': 'normalise never throws',
  'trigger/request-untouched': 'a request is left as it was',
  'trigger/valid': 'a genuine delivery is valid',
  'trigger/answer-json': 'what normalise gives is JSON',
  'trigger/same-events': 'the same delivery twice gives the same events with the same dedupe keys',
  'trigger/dedupe-key': 'a dedupe key has 1 to 255 characters, or is null',
  'trigger/event-type': 'an event has a type',
  'trigger/event-fits': 'the data of an event fit the schema that is declared',
  'trigger/non-object-body': 'a body that is no object is invalid',
  'trigger/invalid-message': 'an invalid delivery is told what is wrong',
  'trigger/reply-status': 'a reply is 2xx',
  'tracker/records': 'a batch is recorded',
  'tracker/flush': 'a batch is recorded when `record` returns; nothing arrives later',
  'tracker/once': 'a position is recorded once, however often and however cut it comes',
  'tracker/order': 'facts arrive in the order of the journal',
  'tracker/facts-untouched': 'facts are left as they were',
  'tracker/unknown-facts': 'a fact of a kind that is not known is passed over',
  'tracker/one-line': 'a line is one line, without control characters',
  'tracker/slow': 'a batch leaves the thread to other trackers: it never holds it for longer than a second',
  'tracker/failure-told': 'a batch that cannot be delivered is thrown, so that it is kept or counted as dropped',
  'tracker/again': 'a batch that failed and comes again is recorded',
  'tracker/hang': 'a batch whose outlet never answers ends within 100 ms of its abort',
  'tracker/abort': 'a batch that is aborted before it begins ends within 100 ms',
};

/**
 * The name of a promise of the contract.
 *
 * @example
 * const rule: Rule = 'trigger/stale';
 */
export type Rule = keyof typeof RULES;
