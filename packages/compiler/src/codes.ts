/** What a code stands for. Codes never change meaning. */
export type CodeInfo = {
  readonly name: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly title: string;
};

const CATALOGUE = {
  W001: { severity: 'error', name: 'yaml-syntax', title: 'The text is no YAML.' },
  W002: { severity: 'error', name: 'duplicate-key', title: 'A key stands twice in one map.' },
  W003: { severity: 'error', name: 'unknown-tag', title: 'A value begins with `!`, which YAML reads as a tag.' },
  W004: { severity: 'error', name: 'unresolved-alias', title: 'An alias names no anchor.' },
  W005: { severity: 'error', name: 'unquoted-placeholder', title: 'A placeholder without quotes is a YAML map.' },
  W006: { severity: 'error', name: 'too-large', title: 'The document is larger or deeper than a workflow may be.' },
  W007: { severity: 'error', name: 'encoding', title: 'The file is not UTF-8 text.' },
  W008: { severity: 'error', name: 'directive', title: 'The file begins with a YAML directive.' },
  W009: { severity: 'error', name: 'merge-key', title: 'A map uses the merge key `<<`.' },
  W010: { severity: 'error', name: 'old-boolean', title: 'A value is true or false only in YAML 1.1.' },
  W011: { severity: 'error', name: 'too-many', title: 'There are more findings than are shown.' },
  W012: { severity: 'warning', name: 'unused-ignore', title: 'A comment ignores what is not there.' },
  W013: { severity: 'warning', name: 'ignore-without-reason', title: 'A comment ignores a finding without a reason.' },
  W014: { severity: 'warning', name: 'unknown-code', title: 'A comment ignores a code that is not there.' },
  W101: { severity: 'error', name: 'unknown-key', title: 'A key is not in the language.' },
  W102: { severity: 'error', name: 'missing-key', title: 'A required key is missing.' },
  W103: { severity: 'error', name: 'wrong-type', title: 'A value is of another type than its key takes.' },
  W104: { severity: 'error', name: 'wrong-value', title: 'A value is not among those that its key takes.' },
  W105: { severity: 'error', name: 'key-not-here', title: 'A key does not go together with another key.' },
  W201: { severity: 'error', name: 'expression-syntax', title: 'An expression cannot be parsed.' },
  W202: { severity: 'error', name: 'expression-type', title: 'An expression puts types together that do not fit.' },
  W203: { severity: 'error', name: 'unknown-name', title: 'A template or an expression names what is not there.' },
  W204: { severity: 'error', name: 'not-a-condition', title: 'A condition does not give true or false.' },
  W205: { severity: 'warning', name: 'jinja-braces', title: 'Double braces around a name are text here.' },
  W206: {
    severity: 'warning',
    name: 'expression-cost',
    title: 'An expression may take more steps than an evaluation has.',
  },
  W301: { severity: 'error', name: 'unknown-action', title: 'No plugin offers the action.' },
  W302: { severity: 'error', name: 'unknown-provider', title: 'No plugin offers the provider.' },
  W303: {
    severity: 'warning',
    name: 'provider-not-installed',
    title: 'The provider is known, and no plugin that offers it is installed.',
  },
  W304: { severity: 'error', name: 'unknown-trigger', title: 'No plugin offers the trigger.' },
  W305: { severity: 'error', name: 'unknown-node', title: 'An edge names a node that is not there.' },
  W306: { severity: 'error', name: 'duplicate-name', title: 'Two things have one name.' },
  W307: { severity: 'error', name: 'unknown-field', title: 'An output goes to a state field that is not there.' },
  W308: { severity: 'error', name: 'unknown-input', title: 'An action or a workflow takes no input of that name.' },
  W309: { severity: 'error', name: 'missing-input', title: 'A required input is missing.' },
  W310: { severity: 'error', name: 'unknown-event', title: 'The trigger has no such event.' },
  W311: { severity: 'error', name: 'missing-events', title: 'The trigger needs to be told its events.' },
  W312: { severity: 'warning', name: 'unknown-model', title: 'The provider tells of no such model.' },
  W313: { severity: 'error', name: 'missing-capability', title: 'The model cannot do what the node asks of it.' },
  W314: { severity: 'error', name: 'literal-secret', title: 'A secret stands in the file.' },
  W401: { severity: 'error', name: 'cycle', title: 'Nodes wait for each other.' },
  W402: { severity: 'error', name: 'isolated-node', title: 'A node is in no edge.' },
  W403: { severity: 'error', name: 'edge-direction', title: 'An edge leads into START or out of END.' },
  W404: { severity: 'warning', name: 'duplicate-edge', title: 'An edge stands twice.' },
  W405: {
    severity: 'error',
    name: 'not-before',
    title: 'A node reads the result of a node that does not run before it.',
  },
  W406: { severity: 'error', name: 'unordered-writers', title: 'Two nodes that may run at once write one field.' },
  W407: { severity: 'error', name: 'unordered-read', title: 'A node reads a field that a node beside it writes.' },
  W408: { severity: 'error', name: 'output-not-produced', title: 'A node cannot produce what its `outputs` name.' },
  W409: {
    severity: 'error',
    name: 'type-mismatch',
    title: 'A value is of another type than the place that it goes to.',
  },
  W410: { severity: 'error', name: 'default-type', title: "A default does not fit its field's own schema." },
  W411: { severity: 'warning', name: 'perhaps-absent', title: 'A value is read that may not be there.' },
  W412: {
    severity: 'warning',
    name: 'constant-condition',
    title: 'A condition is decided by the types of what it reads.',
  },
  W413: { severity: 'info', name: 'unused-field', title: 'A state field is neither read nor written.' },
  W414: { severity: 'warning', name: 'dead-route', title: 'A route is never taken.' },
  W420: { severity: 'error', name: 'no-loop', title: 'A route has a bound, and repeats nothing.' },
  W421: { severity: 'error', name: 'loop-entry', title: 'An edge leads into the middle of a loop.' },
  W422: { severity: 'error', name: 'loop-nesting', title: 'Two loops overlap, or share an end.' },
  W423: { severity: 'error', name: 'route-order', title: 'Routes have no way on, or one that is never asked.' },
  W424: { severity: 'error', name: 'route-edges', title: 'A node has routes and other edges.' },
  W425: { severity: 'error', name: 'error-target', title: 'A failure leads to a node that cannot take over.' },
  W426: { severity: 'error', name: 'join-edges', title: 'A join waits for several edges that are not there.' },
  W427: { severity: 'error', name: 'place-in-run', title: 'A node that starts or ends a run is in an edge.' },
  W428: { severity: 'error', name: 'sub-workflow', title: 'A workflow that a node runs cannot be used.' },
  W429: { severity: 'error', name: 'reducer', title: 'A reducer is no word and no expression over `old` and `new`.' },
  W440: { severity: 'error', name: 'too-many-calls', title: 'A run may call models more often than is allowed.' },
  W441: { severity: 'error', name: 'too-long', title: 'A run may take longer than is allowed.' },
} as const;

export type Code = keyof typeof CATALOGUE;

/** Every code: W0xx YAML, W1xx shape, W2xx expressions and types, W3xx names, W4xx graph and data flow. */
export const CODES: { readonly [C in Code]: CodeInfo } = CATALOGUE;
