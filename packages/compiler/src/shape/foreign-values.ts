// Values of other languages where one of a few is taken here.

const MEANT: { readonly [value: string]: readonly string[] } = {
  str: ['string'],
  text: ['string'],
  int: ['integer'],
  long: ['integer'],
  float: ['number'],
  double: ['number'],
  bool: ['boolean'],
  list: ['array'],
  tuple: ['array'],
  dict: ['object'],
  map: ['object'],
  json: ['object'],
  None: ['null'],
  ignore: ['continue'],
  skip: ['continue', 'skip'],
  stop: ['fail'],
  abort: ['fail', 'cancel'],
  first: ['any'],
  warning: ['warn'],
};

/** Which of the values that are taken another language means by its own. */
export function foreignValue(given: string, allowed: readonly string[]): string | undefined {
  const meant = Object.hasOwn(MEANT, given) ? (MEANT[given] ?? []) : [];
  return meant.find((each) => allowed.includes(each));
}
