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
