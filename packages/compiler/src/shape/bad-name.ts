import type { Finding } from '../diagnostic.ts';
import type { YamlScalar } from '../parse/tree.ts';

const LETTERS = /^[A-Za-z_]\w*$/;

/** What is wrong with a name, and one that it could be. `span`: where it stands. */
export function badName(
  name: string,
  { span, scalar }: { readonly span: Finding['span']; readonly scalar?: YamlScalar | undefined },
): Finding {
  if (name.startsWith('__')) {
    return {
      code: 'W104',
      span,
      message: `\`${name}\` begins with \`__\`, which names may not`,
      help: 'take another name',
    };
  }
  if (LETTERS.test(name)) {
    return {
      code: 'W104',
      span,
      message: `\`${name}\` is a reserved word, and can be no name`,
      help: `take another name, such as \`${name}_\``,
    };
  }
  const cleaned = name
    .replaceAll(/[^A-Za-z0-9_]+/g, '_')
    .replace(/^(?=\d)/, '_')
    .replace(/^_+(?=_)/, '');
  const message = `\`${name}\` is no name: names are letters, digits and underscores`;
  if (!LETTERS.test(cleaned)) return { code: 'W104', span, message, help: 'take another name' };
  const fix = { title: `write \`${cleaned}\``, span, text: cleaned, applicability: 'unsafe' as const };
  return {
    code: 'W104',
    span,
    message,
    help: `write \`${cleaned}\`, here and where it is read`,
    ...(scalar === undefined ? {} : { fix }),
  };
}
