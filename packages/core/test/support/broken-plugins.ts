// Plugins that are broken, each in one way: manifests as data, and modules as text.
import type { RuntimeErrorCode } from '@configurable-agents/core';

type Tree = { readonly [key: string]: unknown };

/** A manifest that is right. */
export const GOOD = {
  name: 'acme',
  version: '1.2.0',
  sdk: '^1',
  config: { type: 'object', properties: { region: { type: 'string', default: 'eu' } } },
  secrets: { apiKey: { env: 'ACME_KEY' } },
  capabilities: { net: ['api.acme.example:443', { fromConfig: '/base_url' }], secrets: ['ACME_KEY'] },
  actions: {
    'acme.lookup': {
      input: { type: 'object', properties: { id: { type: 'string' } } },
      output: true,
      effects: 'read',
      idempotent: { whenInput: { method: ['GET'] } },
      timeoutMs: 5000,
      lane: 'io',
    },
  },
  tools: { 'acme.find': { description: 'Finds.', input: true, output: true, effects: 'read', idempotent: true } },
  providers: { acme: { models: { '*': { contextTokens: null, structuredOutput: false, tools: false } } } },
  triggers: { 'acme.event': { event: true, maxBodyBytes: 1000, ackStatus: 202 } },
  trackers: { 'acme.lines': { settings: true } },
};

export type Broken = {
  readonly what: string;
  readonly code: RuntimeErrorCode;
  /** What the message says; for a manifest the JSON path is part of it. */
  readonly message: RegExp;
};

/** `GOOD` with another value at a JSON path; `undefined` takes it away. */
function withAt(path: string, value: unknown): unknown {
  const steps = path.split('/').slice(1);
  const change = (tree: unknown, [step, ...rest]: readonly string[]): unknown => {
    if (step === undefined) return value;
    const copy: Tree = Array.isArray(tree) ? (tree.slice() as unknown as Tree) : { ...(tree as Tree) };
    // `__proto__` must become a key of its own, as JSON.parse makes it.
    Object.defineProperty(copy, step, {
      value: change(copy[step], rest),
      enumerable: true,
      configurable: true,
      writable: true,
    });
    return copy;
  };
  return change(GOOD, steps);
}

const LOOKUP = '/actions/acme.lookup';
const ACTION = GOOD.actions['acme.lookup'];
const MODEL = '/providers/acme/models/*';
const EVENT = '/triggers/acme.event';

/** JSON path, wrong value, and what is said about it. */
const WRONG: readonly (readonly [path: string, value: unknown, message: RegExp])[] = [
  ['/name', undefined, /\/name is missing; it must be a name/],
  ['/name', 7, /\/name is 7/],
  ['/name', '', /\/name is ""/],
  ['/name', '../../etc', /\/name is "\.\.\/\.\.\/etc"/],
  ['/name', 'a/b', /\/name is "a\/b"/],
  ['/name', 'a\u0000b', /\/name is "a\\u0000b"/],
  ['/name', 'a\u001b[2J', /\/name is "a\\u001b\[2J"/],
  ['/name', 'a b', /\/name is "a b"/],
  ['/name', 'ünïcode', /\/name is/],
  ['/name', 'x'.repeat(65), /\/name is "x+…; it must be a name/],
  ['/name', '__proto__', /\/name is "__proto__"/],
  ['/name', 'constructor', /\/name is a name that every object of JavaScript has/],
  ['/name', 'toString', /\/name is a name that every object/],
  ['/name', 'other', /\/actions\/acme.lookup is not a name of this plugin's/],
  ['/version', undefined, /\/version is missing/],
  ['/version', 1, /\/version is 1/],
  ['/version', '1.0.0/../..', /\/version is "1\.0\.0\/\.\.\/\.\."/],
  ['/version', '1.0.0\n', /\/version is "1\.0\.0\\n"/],
  ['/sdk', undefined, /\/sdk is missing/],
  ['/sdk', 1, /\/sdk is 1/],
  ['/config', 'object', /\/config is "object"; it must be a JSON Schema/],
  ['/config', [], /\/config is a list/],
  ['/config', { type: 'strnig' }, /\/config\/type is "strnig"; it must be one of "null"/],
  ['/config', { properties: { a: 7 } }, /\/config\/properties\/a is 7; it must be a JSON Schema/],
  [
    '/config',
    { $schema: 'http://json-schema.org/draft-04/schema#' },
    /\/config\/\$schema is "http:\/\/json-schema\.org\/draft-04/,
  ],
  [
    '/config',
    { properties: { a: { pattern: '(' } } },
    /\/config\/properties\/a\/pattern is "\("; it must be a regular expression/,
  ],
  [
    '/config',
    { patternProperties: { '^x': { pattern: '^(?!-)[a-z]+$' } } },
    /\/config\/patternProperties\/\^x\/pattern is "\^\(\?!-\)\[a-z\]\+\$": `\(\?!` looks ahead.* \(at character 2\); refuse it beside the pattern/,
  ],
  ['/config', { anyOf: [true, 'x'] }, /\/config\/anyOf\/1 is "x"; it must be a JSON Schema/],
  ['/secrets', [], /\/secrets is a list/],
  ['/secrets/apiKey', 'ACME_KEY', /\/secrets\/apiKey is "ACME_KEY"; it must be an object/],
  ['/secrets/apiKey', {}, /\/secrets\/apiKey\/env is missing/],
  ['/secrets/apiKey/env', 'A=B', /\/secrets\/apiKey\/env is "A=B"/],
  ['/secrets/apiKey/env', 'A\u0000B', /\/secrets\/apiKey\/env is/],
  ['/secrets/apiKey/optional', 'yes', /\/secrets\/apiKey\/optional is "yes"/],
  ['/secrets/constructor', { env: 'X' }, /\/secrets\/constructor is a name that every object/],
  ['/capabilities', true, /\/capabilities is true/],
  ['/capabilities/net', 'all', /\/capabilities\/net is "all"; it must be a list/],
  ['/capabilities/net/0', 7, /\/capabilities\/net\/0 is 7/],
  ['/capabilities/net/0', 'a b:1', /\/capabilities\/net\/0 is "a b:1"/],
  ['/capabilities/net/1', { fromConfig: 'base_url' }, /\/capabilities\/net\/1\/fromConfig is "base_url"/],
  ['/capabilities/env', { A: 1 }, /\/capabilities\/env is an object/],
  ['/capabilities/fs', { read: '/' }, /\/capabilities\/fs\/read is "\/"; it must be a list/],
  ['/capabilities/subprocess', 1, /\/capabilities\/subprocess is 1/],
  ['/actions', 'lookup', /\/actions is "lookup"; it must be an object/],
  ['/actions/lookup', ACTION, /\/actions\/lookup is not a name of this plugin's/],
  ['/actions/http', ACTION, /\/actions\/http is not a name of this plugin's/],
  ['/actions/acme.', ACTION, /\/actions\/acme\. must be/],
  ['/actions/acme.a.b', ACTION, /\/actions\/acme\.a\.b must be/],
  ['/actions/acme.__proto__', ACTION, /\/actions\/acme\.__proto__ must be/],
  ['/actions/acme.constructor', ACTION, /\/actions\/acme\.constructor is a name that every object/],
  ['/actions/acme.valueOf', ACTION, /\/actions\/acme\.valueOf is a name that every object/],
  ['/actions/__proto__', ACTION, /\/actions has a key `__proto__`/],
  ['/actions/acme.\u001b[31m', ACTION, /\/actions\/acme\.\\\\u001b\[31m|\/actions\/acme\.\\u001b\[31m/],
  [LOOKUP, null, /\/actions\/acme\.lookup is null; it must be an object/],
  [`${LOOKUP}/input`, undefined, /\/actions\/acme\.lookup\/input is missing; it must be a JSON Schema/],
  [
    `${LOOKUP}/input`,
    { type: 'object', required: 'id' },
    /\/actions\/acme\.lookup\/input\/required is "id"; it must be a list/,
  ],
  [`${LOOKUP}/input`, { properties: JSON.parse('{"__proto__": {}}') as unknown }, /has a key `__proto__`/],
  [`${LOOKUP}/output`, { fromConfig: '/o' }, /\/actions\/acme\.lookup\/output\/default is missing/],
  [
    `${LOOKUP}/effects`,
    'wirte',
    /\/actions\/acme\.lookup\/effects is "wirte"; it must be one of "pure", "read", "write"/,
  ],
  [`${LOOKUP}/idempotent`, undefined, /\/actions\/acme\.lookup\/idempotent is missing/],
  [
    `${LOOKUP}/idempotent`,
    { whenInput: { method: 'GET' } },
    /\/idempotent\/whenInput\/method is "GET"; it must be a list/,
  ],
  [`${LOOKUP}/timeoutMs`, -1, /\/actions\/acme\.lookup\/timeoutMs is -1/],
  [`${LOOKUP}/timeoutMs`, NaN, /\/actions\/acme\.lookup\/timeoutMs is NaN/],
  [`${LOOKUP}/lane`, 'gpu', /\/actions\/acme\.lookup\/lane is "gpu"/],
  [`${LOOKUP}/run`, () => {}, /\/actions\/acme\.lookup\/run is a function; it must be JSON/],
  ['/tools/acme.find/description', undefined, /\/tools\/acme\.find\/description is missing/],
  ['/providers/acme/models', undefined, /\/providers\/acme\/models is missing/],
  [`${MODEL}/contextTokens`, 'many', /\/providers\/acme\/models\/\*\/contextTokens is "many"/],
  [`${MODEL}/tools`, undefined, /\/providers\/acme\/models\/\*\/tools is missing/],
  ['/providers/acme/models/constructor', {}, /\/models\/constructor is a name that every object/],
  [`${EVENT}/maxBodyBytes`, Infinity, /\/triggers\/acme\.event\/maxBodyBytes is Infinity/],
  [`${EVENT}/maxBodyBytes`, 2 ** 40, /\/triggers\/acme\.event\/maxBodyBytes is 1099511627776/],
  [`${EVENT}/ackStatus`, 500, /\/triggers\/acme\.event\/ackStatus is 500/],
  [`${EVENT}/refusedStatus`, 200, /\/triggers\/acme\.event\/refusedStatus is 200/],
  ['/trackers/acme.lines', 'lines', /\/trackers\/acme\.lines is "lines"/],
  ['/extra', deep(200), /is nested deeper than 100 levels/],
  ['/extra', cyclic(), /is nested deeper than 100 levels, or contains itself/],
  ['/extra', 'x'.repeat(1_000_001), /is larger than 1000000 characters/],
  ['/extra', Array.from({ length: 500_001 }, () => 1), /is larger than 1000000 characters/],
  ['/extra', 10n, /\/extra is 10; it must be JSON/],
];

export const BROKEN_MANIFESTS: readonly (Broken & { readonly manifest: unknown })[] = [
  ...WRONG.map(([path, value, message], index) => ({
    what: `${index + 1} ${path}`,
    manifest: withAt(path, value),
    code: 'PLUGIN_INVALID' as const,
    message,
  })),
  ...['^2', '>=1', '1', '', '*'].map((sdk) => ({
    what: `the SDK range ${JSON.stringify(sdk)}`,
    manifest: withAt('/sdk', sdk),
    code: 'PLUGIN_SDK_RANGE' as const,
    message: /asks for SDK ".*", this release speaks \^1/,
  })),
  { what: 'a list', manifest: [], code: 'PLUGIN_INVALID', message: /the whole is a list; it must be an object/ },
  { what: 'a getter that throws', manifest: throwing(), code: 'PLUGIN_INVALID', message: /no entry/ },
];

function deep(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = { value };
  return value;
}

function cyclic(): unknown {
  const value: { self?: unknown } = {};
  value.self = value;
  return value;
}

function throwing(): unknown {
  return Object.defineProperty({ ...GOOD }, 'actions', {
    enumerable: true,
    get: () => {
      throw new Error('no entry');
    },
  });
}

const exporting = (fields: string): string =>
  `export const plugin = { name: 'acme', version: '1.0.0', sdk: '^1', ${fields} };`;

/** Says it in the place of the code that loads it, in a thread or in a process, and then nothing. */
const posting = (message: string): string => `import { writeSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
const body = Buffer.from(JSON.stringify(${message}));
const header = Buffer.alloc(4);
header.writeUInt32BE(body.length);
if (parentPort === null) writeSync(3, Buffer.concat([header, body]));
else parentPort.postMessage(${message});
setInterval(() => {}, 1000);
await new Promise(() => {});`;

/** Modules as text; `hangs` marks those that run into the time limit. */
export const BROKEN_MODULES: readonly (Broken & { readonly text: string; readonly hangs?: boolean })[] = [
  { what: 'a syntax error', text: 'export const plugin = {', code: 'PLUGIN_LOAD_FAILED', message: /Unexpected/ },
  { what: 'a throw', text: "throw new Error('boom\\n    at stack');", code: 'PLUGIN_LOAD_FAILED', message: /: boom$/ },
  { what: 'a throw of null', text: 'throw null;', code: 'PLUGIN_LOAD_FAILED', message: /null/ },
  {
    what: 'a throw without words',
    text: 'throw new Error();',
    code: 'PLUGIN_LOAD_FAILED',
    message: /without a message/,
  },
  {
    what: 'a throw that cannot be shown',
    text: 'throw { toString() { throw 1; } };',
    code: 'PLUGIN_LOAD_FAILED',
    message: /cannot be shown/,
  },
  {
    what: 'a rejection',
    text: 'await Promise.reject(new Error("later"));',
    code: 'PLUGIN_LOAD_FAILED',
    message: /later/,
  },
  {
    what: 'an exit',
    text: 'process.exit(7);',
    code: 'PLUGIN_LOAD_FAILED',
    message: /before it told its manifest: it ended (with|by status) 7$/,
  },
  {
    what: 'too much memory',
    text: 'const all = []; for (;;) all.push(new Array(1e6).fill(all.length));',
    code: 'PLUGIN_LOAD_FAILED',
    message: /memory/,
  },
  {
    what: 'a module that is missing',
    text: "import './nowhere.mjs';",
    code: 'PLUGIN_LOAD_FAILED',
    message: /Cannot find module .*install what it depends on/,
  },
  {
    what: 'a package that is missing',
    text: "import 'no-such-package-anywhere';",
    code: 'PLUGIN_LOAD_FAILED',
    message: /Cannot find package 'no-such-package-anywhere'/,
  },
  {
    what: 'a peer that is missing',
    text: "import { definePlugin } from '@configurable-agents/plugin-sdk';\nexport const plugin = definePlugin({});",
    code: 'PLUGIN_PEER_MISSING',
    message: /plugins add.*npm install @configurable-agents\/plugin-sdk/,
  },
  { what: 'nothing', text: '', code: 'PLUGIN_INVALID', message: /exports no `plugin`/ },
  { what: 'a default export', text: 'export default {};', code: 'PLUGIN_INVALID', message: /exports no `plugin`/ },
  { what: 'null', text: 'export const plugin = null;', code: 'PLUGIN_INVALID', message: /exports no `plugin`/ },
  {
    what: 'a function',
    text: 'export const plugin = () => {};',
    code: 'PLUGIN_INVALID',
    message: /exports no `plugin`/,
  },
  { what: 'no name', text: 'export const plugin = {};', code: 'PLUGIN_INVALID', message: /no usable name/ },
  {
    what: 'another SDK',
    text: "export const plugin = { name: 'acme', version: '1.0.0', sdk: '^9' };",
    code: 'PLUGIN_SDK_RANGE',
    message: /"\^9", this release speaks \^1/,
  },
  {
    what: 'a getter that throws',
    text: exporting("get actions() { throw new Error('no entry'); }"),
    code: 'PLUGIN_INVALID',
    message: /no entry/,
  },
  {
    what: 'a proxy that throws',
    text: "export const plugin = new Proxy({}, { get() { throw new Error('keep out'); } });",
    code: 'PLUGIN_INVALID',
    message: /keep out/,
  },
  {
    what: 'a schema that contains itself',
    text: `const input = { type: 'object', properties: {} };\ninput.properties.input = input;\n${exporting("actions: { a: { input, output: true, effects: 'read', idempotent: true } }")}`,
    code: 'PLUGIN_INVALID',
    message: /circular/,
  },
  {
    what: 'a huge schema',
    text: exporting("config: { enum: Array.from({ length: 300000 }, (_, i) => 'value ' + i) }"),
    code: 'PLUGIN_INVALID',
    message: /larger than 1000000 characters/,
  },
  {
    what: 'wrong effects',
    text: exporting("actions: { a: { input: true, output: true, effects: 'none', idempotent: true } }"),
    code: 'PLUGIN_INVALID',
    message: /\/actions\/acme\.a\/effects is "none"/,
  },
  {
    what: 'a forged message',
    text: posting("{ kind: 'manifest', json: '{' }"),
    code: 'PLUGIN_LOAD_FAILED',
    message: /JSON/,
  },
  {
    what: 'a forged failure',
    text: posting("{ kind: 'failed', code: 'OK' }"),
    code: 'PLUGIN_LOAD_FAILED',
    message: /told no manifest/,
  },
  {
    what: 'an endless loop',
    text: 'for (;;);',
    code: 'PLUGIN_LOAD_TIMEOUT',
    message: /not loaded within \d+ ms/,
    hangs: true,
  },
  {
    what: 'an endless wait',
    text: 'setInterval(() => {}, 1000); await new Promise(() => {});',
    code: 'PLUGIN_LOAD_TIMEOUT',
    message: /not loaded within \d+ ms/,
    hangs: true,
  },
  {
    what: 'an endless getter',
    text: exporting('get trackers() { for (;;); }'),
    code: 'PLUGIN_LOAD_TIMEOUT',
    message: /not loaded within \d+ ms/,
    hangs: true,
  },
];
