/** The names of all macros, for suggestions. */
export const MACRO_NAMES: readonly string[] = [
  'has',
  'all',
  'exists',
  'exists_one',
  'existsOne',
  'filter',
  'map',
  'transformList',
  'transformMap',
  'transformMapEntry',
  'sortBy',
  'optMap',
  'optFlatMap',
];
