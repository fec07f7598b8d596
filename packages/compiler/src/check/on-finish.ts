// `on_finish`: where the end of a run is told, and by which secret.
import type { OnFinish } from '@configurable-agents/core/graph';
import { textOf, valueOf } from '../parse/tree.ts';
import type { CheckContext } from './context.ts';

const VARIABLE = /^[A-Z][A-Z0-9_]*$/;

/** Where the end of a run is told; undefined where nowhere. */
export function onFinishOf({ document, reporter }: CheckContext): OnFinish | undefined {
  const [urlAt, secretAt] = [valueOf(document.onFinish, 'url'), valueOf(document.onFinish, 'secret')];
  const [url, secret] = [textOf(urlAt), textOf(secretAt)];
  if (urlAt === undefined || secretAt === undefined || url === undefined || secret === undefined) return undefined;
  const parsed = URL.parse(url);
  if (parsed === null || !/^https?:$/.test(parsed.protocol) || parsed.username !== '' || parsed.password !== '') {
    reporter.report({
      code: 'W104',
      span: urlAt.span,
      message: `\`${url}\` is no URL that can be called`,
      help: 'give a whole https URL without a user name, such as `https://hooks.example.org/runs`; it takes no placeholders',
    });
  }
  if (!VARIABLE.test(secret)) {
    reporter.report({
      code: 'W104',
      span: secretAt.span,
      message: '`secret` is the name of an environment variable, never the secret itself',
      help: 'set the variable where the server runs, and name it: `secret: CALLBACK_SECRET`',
    });
  }
  return { url, secret };
}
