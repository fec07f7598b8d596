// What a code means, with an example of the mistake and of the mended file. Apart from the compiler, which needs none of it.
import { CODES } from '../codes.ts';
import type { Code, CodeInfo } from '../codes.ts';
import { isArguable } from '../ignore.ts';
import { EXAMPLES } from './examples.generated.ts';
import { REASONS } from './reasons.ts';

export { codeOf, nearestCode } from '../ignore.ts';

export type Explanation = CodeInfo & {
  readonly code: Code;
  /** Why it matters, in a sentence or two. */
  readonly reason: string;
  /** A workflow with the mistake, what is said of it, and the same workflow without the mistake. */
  readonly bad: string;
  readonly shown: string;
  readonly good: string;
  /** How to live with the finding; undefined for one that must be mended. */
  readonly silence?: string;
};

export function explain(code: Code): Explanation {
  const info: CodeInfo = CODES[code];
  const [bad = '', shown = '', good = ''] = EXAMPLES[code] ?? [];
  const canBeSilenced = info.severity !== 'error' || isArguable(code);
  return {
    code,
    ...info,
    reason: REASONS[code],
    bad,
    shown,
    good,
    ...(canBeSilenced
      ? {
          silence:
            `\`# configurable-agents-ignore ${info.name}: why it is right here\` on the line or above it, ` +
            `or \`rules: { ${info.name}: off }\` in configurable-agents.yaml.`,
        }
      : {}),
  };
}

/** The explanation as text for a terminal. */
export function formatExplanation({
  code,
  name,
  severity,
  title,
  reason,
  bad,
  shown,
  good,
  silence,
}: Explanation): string {
  const indented = (text: string): string => text.trimEnd().replaceAll(/^(?=.)/gm, '    ');
  return [
    `${code} ${name} (${severity})`,
    '',
    title,
    reason,
    '',
    'Wrong:',
    '',
    indented(bad),
    '',
    indented(shown),
    '',
    'Right:',
    '',
    indented(good),
    ...(silence === undefined ? [] : ['', `To live with it: ${silence}`]),
  ].join('\n');
}
