// The five fields of a cron expression, and what is wrong with one: at the very characters. Which moments it names is croner's work.

/** A mistake in a cron expression. `start` and `end` are offsets into its text, in UTF-16 units. */
export type CronProblem = {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly help: string;
};

type Field = {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Three letters each; the first stands for `least`. */
  readonly names?: readonly string[];
};

const FIELDS: readonly Field[] = [
  { name: 'minute', least: 0, most: 59 },
  { name: 'hour', least: 0, most: 23 },
  { name: 'day of the month', least: 1, most: 31 },
  { name: 'month', least: 1, most: 12, names: 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ') },
  // Both 0 and 7 are Sunday.
  { name: 'day of the week', least: 0, most: 7, names: 'SUN MON TUE WED THU FRI SAT'.split(' ') },
];

const ORDER = 'minute, hour, day of the month, month, day of the week';

const WORDS: { readonly [word: string]: string } = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};

/**
 * What is wrong with a cron expression: five fields with numbers, names, ranges, steps and lists, `L` for a month's last day,
 * `5L` for its last Friday and `1#2` for its second Monday. Empty where nothing is.
 *
 * @example
 * cronProblems('0 25 * * *'); // [{ start: 2, end: 4, message: '`25` is no hour: …', help: … }]
 */
export function cronProblems(text: string): readonly CronProblem[] {
  const parts = [...text.matchAll(/\S+/g)].map((match) => ({ text: match[0], start: match.index }));
  const whole = { start: 0, end: text.length };
  const [first] = parts;
  const word = first === undefined ? undefined : WORDS[first.text.toLowerCase()];
  if (parts.length === 1 && word !== undefined) {
    return [{ ...whole, message: `\`${text}\` is a word of other crons`, help: `write \`${word}\`` }];
  }
  if (parts.length !== FIELDS.length) {
    const help =
      parts.length === 6 || parts.length === 7
        ? `seconds and years are no fields here; the five are ${ORDER}; for less than a minute use \`every: 30s\``
        : `the five are ${ORDER}, such as \`0 9 * * 1-5\``;
    return [{ ...whole, message: `a cron expression has five fields, and this one has ${parts.length}`, help }];
  }
  return parts.flatMap((part, index) => {
    const field = FIELDS[index];
    return field === undefined ? [] : fieldProblems(field, part);
  });
}

type Part = { readonly text: string; readonly start: number };

function fieldProblems(field: Field, { text, start }: Part): readonly CronProblem[] {
  let at = start;
  return text.split(',').flatMap((term) => {
    const part = { text: term, start: at };
    at += term.length + 1;
    return termProblems(field, part);
  });
}

function termProblems(field: Field, part: Part): readonly CronProblem[] {
  const { text, start } = part;
  const problem = (message: string, help: string): readonly CronProblem[] => [
    { start, end: start + Math.max(1, text.length), message, help },
  ];
  if (text === '') return problem(`the list of the ${field.name} has an empty entry`, 'remove the comma');
  if (text === '?') return problem('`?` is no value here', 'write `*`');
  if (text.toUpperCase() === 'L' && field.name === 'day of the month') return [];
  const special = field.name === 'day of the week' ? /^(\w+?)(?:L|#(\d+))$/i.exec(text) : null;
  if (special !== null) return specialProblems(field, { part, day: special[1] ?? '', which: special[2] });
  return rangeProblems(field, part);
}

/** `*`, a value or a range, with a step or without. */
function rangeProblems(field: Field, { text, start }: Part): readonly CronProblem[] {
  const problem = (message: string, help: string): readonly CronProblem[] => [
    { start, end: start + text.length, message, help },
  ];
  const match = /^(\*|\w+)(?:-(\w+))?(?:\/(\w+))?$/.exec(text);
  if (match === null || (match[1] === '*' && match[2] !== undefined)) {
    return problem(
      `\`${text}\` is no ${field.name}`,
      `write ${rangeOf(field)}, \`*\`, \`*/2\`, or a range such as ${exampleOf(field)}`,
    );
  }
  const [, from = '', to, step] = match;
  const wrong = [...(from === '*' ? [] : valueProblems(field, { text: from, start }))];
  if (to !== undefined) wrong.push(...valueProblems(field, { text: to, start: start + from.length + 1 }));
  if (wrong.length > 0) return wrong;
  if (to !== undefined && (valueOf(field, from) ?? 0) > (valueOf(field, to) ?? 0)) {
    return problem(
      `the range \`${from}-${to}\` ends before it begins`,
      'write it as two: up to the end, and from the beginning',
    );
  }
  if (step === undefined) return [];
  if (from !== '*' && to === undefined) {
    return problem(`\`${text}\` steps from one value`, `write the range: \`${from}-${field.most}/${step}\``);
  }
  const steps = /^\d+$/.test(step) ? Number(step) : 0;
  const length = (field.names?.length ?? field.most - field.least + 1) - 1;
  if (steps >= 1 && steps <= length) return [];
  const stepAt = start + text.length - step.length;
  const help = field.name === 'minute' ? 'for a longer interval use `every: 90m`' : `write 1 to ${length}`;
  return [
    {
      start: stepAt,
      end: stepAt + step.length,
      message: `a step of the ${field.name} is a number from 1 to ${length}, and this is \`${step}\``,
      help,
    },
  ];
}

/** `5L` and `1#2` */
function specialProblems(
  field: Field,
  { part, day, which }: { readonly part: Part; readonly day: string; readonly which: string | undefined },
): readonly CronProblem[] {
  const wrong = valueProblems(field, { text: day, start: part.start });
  if (wrong.length > 0 || which === undefined || (Number(which) >= 1 && Number(which) <= 5)) return wrong;
  const start = part.start + day.length + 1;
  const message = `a month has no ${which}th such weekday`;
  return [{ start, end: start + which.length, message, help: 'write 1 to 5, or `L` for the last, such as `5L`' }];
}

function valueProblems(field: Field, { text, start }: Part): readonly CronProblem[] {
  const value = valueOf(field, text);
  if (value !== undefined && value >= field.least && value <= field.most) return [];
  const message = `\`${text}\` is no ${field.name}: it goes from ${rangeOf(field)}`;
  return [
    { start, end: start + text.length, message, help: `write one of these, or a range such as ${exampleOf(field)}` },
  ];
}

function valueOf({ names = [], least }: Field, text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  const index = names.indexOf(text.toUpperCase());
  return index < 0 ? undefined : index + least;
}

function rangeOf({ least, most, names }: Field): string {
  return `${least} to ${most}${names === undefined ? '' : ` or ${names[0]} to ${names.at(-1)}`}`;
}

function exampleOf({ least, names }: Field): string {
  return names === undefined ? `\`${least}-${least + 5}\`` : `\`${names[1]}-${names[5]}\``;
}
