import type { EdgeDoc, RouteDoc } from '../../parse/document.ts';
import type { CheckContext, CheckRule } from '../context.ts';

/** Routes are asked in order and one is always taken; a node that has them has no other way on. */
export const routes: CheckRule = (context) => {
  const { document } = context;
  const first = new Map<string, EdgeDoc>();
  for (const edge of document.edges ?? []) {
    checkOrder(edge.routes ?? [], context);
    for (const source of edge.from) {
      const name = String(source.value);
      const before = first.get(name);
      first.set(name, before ?? edge);
      if (before === undefined || (before.routes === undefined && edge.routes === undefined)) continue;
      context.reporter.report({
        code: 'W424',
        span: source.span,
        message: `\`${name}\` has \`routes\`, and another edge beside them`,
        help: 'put all its ways into one `routes`, the last without a condition',
      });
    }
  }
};

function checkOrder(list: readonly RouteDoc[], { document, reporter }: CheckContext): void {
  const last = document.isFlow
    ? 'add a way with `condition: { logic: default }`, such as to END'
    : 'add a route without `when` after it, such as `- to: END`';
  for (const [i, { when, to, at, maxIterations }] of list.entries()) {
    const isLast = i === list.length - 1;
    if (isLast === (when !== undefined) && !(isLast && list.length === 1 && maxIterations !== undefined)) {
      reporter.report({
        code: 'W423',
        span: (isLast ? when : undefined)?.span ?? at.span,
        message: isLast
          ? 'the last route has a condition, so there may be no way on'
          : 'a route without a condition takes all, so those after it are never asked',
        help: isLast ? last : 'move it to the end',
      });
    }
    const [, second] = to;
    if (maxIterations === undefined || second === undefined) continue;
    reporter.report({
      code: 'W424',
      span: second.span,
      message: 'a route that leads back has one target',
      help: 'let the first node of the loop start the others',
    });
  }
}
