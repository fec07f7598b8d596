// What people write who know other languages, with what it is here.

/** Functions and methods of JavaScript, Python and Jinja. */
export const FOREIGN_FUNCTIONS: { readonly [name: string]: string } = {
  any: 'list.exists(x, …)',
  count: 'size(x)',
  default: 'a.?b.orValue(…)',
  every: 'list.all(x, …)',
  find: 'list.filter(x, …)[0]',
  float: 'double(x)',
  forEach: 'list.map(x, …)',
  get: 'a.?b.orValue(…)',
  includes: 's.contains(t), or x in list',
  keys: 'map.map(k, k)',
  len: 'size(x)',
  length: 'size(x)',
  lower: 's.lowerAscii()',
  max: 'math.greatest(…)',
  min: 'math.least(…)',
  now: 'a time of the event or the run; there is no clock in expressions',
  number: 'double(x)',
  parseFloat: 'double(x)',
  parseInt: 'int(x)',
  range: 'lists.range(n)',
  round: 'math.round(x)',
  abs: 'math.abs(x)',
  some: 'list.exists(x, …)',
  str: 'string(x)',
  strip: 's.trim()',
  test: 's.matches(pattern)',
  toLowerCase: 's.lowerAscii()',
  toString: 'string(x)',
  toUpperCase: 's.upperAscii()',
  upper: 's.upperAscii()',
  values: 'map.transformList(k, v, v)',
};

/** Names that other languages' expressions read, with what is read here. */
export const FOREIGN_NAMES: { readonly [name: string]: string } = {
  $json: 'a result is read by the name of its node: `{node.field}`',
  event: "an event is read in a trigger's `inputs` and `when`; a node reads the input that it gives",
  False: 'write `false`',
  github:
    "the payload of an event is `event`, read in a trigger's `inputs` and `when`; a node reads the input that it gives",
  item: '`item` is there in a node with `for_each`',
  job: 'a result is read by the name of its node',
  jobs: 'a result is read by the name of its node: `node.field`',
  matrix: 'the item of a `for_each` is `item`, or what its `as` says',
  needs: 'a result is read by the name of its node: `node.field`',
  nil: 'write `null`',
  none: 'write `null`',
  None: 'write `null`',
  node: 'a result is read by its own name of the node',
  nodes: 'a result is read by the name of its node: `node.field`',
  outputs: 'a result is read by the name of its node: `node.field`',
  params: 'an input is read by its own name',
  secrets: 'a secret is no value that a template may read; it goes into a place made for secrets, never into a prompt',
  steps: 'a result is read by the name of its node: `node.field`',
  tasks: 'a result is read by the name of its node: `node.field`',
  trigger: "an event is `event` in a trigger's `inputs` and `when`; of the run there is `run.trigger`",
  triggers: "an event is `event` in a trigger's `inputs` and `when`; of the run there is `run.trigger`",
  True: 'write `true`',
  undefined: 'write `null`',
  vars: 'a value of the workflow is a field of `state`, read by its own name',
};

/** Words that stand between or before operands. */
export const FOREIGN_WORDS: { readonly [word: string]: string } = {
  and: 'write `&&`',
  or: 'write `||`',
  not: 'write `!`',
  is: 'compare with `==`',
  eq: 'compare with `==`',
  ne: 'compare with `!=`',
  if: 'write `condition ? yes : no`',
  else: 'write `condition ? yes : no`',
  for: 'write `list.map(x, …)`',
  lambda: 'write `list.map(x, …)`',
};

/** Functions of other languages that no function replaces, with what does. */
export const FOREIGN_CALLS: { readonly [name: string]: string } = {
  always: 'a node with `finally: true` runs whatever happened',
  cancelled: 'a node with `finally: true` runs whatever happened, and may read `run.status`',
  env: 'environment variables are read as `env.NAME`',
  failure: 'what runs after a failure is named by `on_error: { to: node }`',
  fromJSON: 'results and inputs are values already: read a field of them',
  fromJson: 'results and inputs are values already: read a field of them',
  hashFiles: 'there are no files in expressions',
  success: 'a node runs only after those before it succeeded; no condition is needed',
  toJSON: 'in a template a value that is no text is written as JSON',
  toJson: 'in a template a value that is no text is written as JSON',
};

/** Operators of other languages, longest first: the text at the fault, or just before it. */
export const FOREIGN_OPERATORS: readonly (readonly [operator: string, help: string])[] = [
  ['===', 'compare with `==`'],
  ['!==', 'compare with `!=`'],
  ['<>', 'compare with `!=`'],
  ['=>', 'a macro names its variable: `list.map(x, x + 1)`'],
  ['??', 'write `a.?b.orValue(c)`'],
  ['?.', 'write `a.?b`'],
  ['**', 'there are no powers; multiply'],
];
