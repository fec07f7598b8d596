import { spanIn } from '../../parse/span-map.ts';
import { textOf } from '../../parse/tree.ts';
import type { YamlNode } from '../../parse/tree.ts';
import type { Reporter } from '../../diagnostic.ts';
import type { CheckRule } from '../context.ts';

/** Forms of keys that vendors publish so that they can be found: https://docs.github.com/code-security/secret-scanning */
const FORMS: readonly (readonly [what: string, form: RegExp])[] = [
  ['an API key', /\bsk-(?:[a-z]+-)*[A-Za-z0-9_-]{20,}/],
  ['a GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{30,})/],
  ['a Slack token', /\bxox[abeprs]-[A-Za-z0-9-]{10,}/],
  ['an AWS key', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/],
  ['a Google API key', /\bAIza[A-Za-z0-9_-]{35}/],
  ['a Stripe key', /\b(?:[rs]k_(?:live|test)|whsec)_[A-Za-z0-9]{16,}/],
  ['a private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/],
];

/** What each form holds: most texts are done with after one look. */
const HINT = /sk-|gh[pousr]_|github_pat_|xox|AKIA|ASIA|AIza|k_live_|k_test_|whsec_|-----BEGIN /;

/** Nothing in the file looks like a key: files are shared, and journals and trackers show what they say. */
export const noLiteralSecrets: CheckRule = ({ document, reporter }) => walk(document.root, reporter);

function walk(node: YamlNode, reporter: Reporter): void {
  if (node.kind === 'list') for (const item of node.items) walk(item, reporter);
  if (node.kind === 'map') for (const { value } of node.entries) walk(value, reporter);
  const text = textOf(node);
  if (node.kind !== 'scalar' || text === undefined || !HINT.test(text)) return;
  for (const [what, form] of FORMS) {
    const found = form.exec(text);
    if (found === null) continue;
    const [whole] = found;
    // The message does not repeat it: logs are shared too.
    reporter.report({
      code: 'W314',
      span: spanIn(node, [found.index, found.index + whole.length]),
      message: `this looks like ${what}`,
      help: 'take it out, replace it where it was issued, and give it to the plugin by an environment variable',
    });
    return;
  }
}
