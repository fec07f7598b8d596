import type { CheckRule } from '../context.ts';

/** `join` is about several edges; `entry` about none. */
export const joins: CheckRule = ({ document, order, reporter }) => {
  const counts = new Map<number, number>();
  for (const { to, kind } of order.edges)
    if (to !== 'END' && kind !== 'back') counts.set(to, (counts.get(to) ?? 0) + 1);
  for (const [index, { name, join, entry, isFinally }] of document.nodes.entries()) {
    const incoming = counts.get(index) ?? 0;
    if (join !== undefined && !isFinally && incoming < 2) {
      reporter.report({
        code: 'W426',
        span: join.span,
        message: `\`join\` of \`${name}\` waits for several edges, and there ${incoming === 1 ? 'is one' : 'is none'}`,
        help: 'remove it',
        remove: { title: 'remove `join`', span: join.span },
      });
    }
    if (entry?.value !== true) continue;
    const why =
      document.edges === undefined
        ? 'and without `edges` the first node starts the run'
        : incoming > 0
          ? 'and an edge leads to it'
          : undefined;
    if (why === undefined) continue;
    reporter.report({
      code: 'W427',
      span: entry.span,
      message: `\`${name}\` starts with the run, ${why}`,
      help: 'remove `entry`',
      remove: { title: 'remove `entry`', span: entry.span },
    });
  }
  // `finally` nodes have a place of their own.
  for (const { from, to, routes = [] } of document.edges ?? []) {
    for (const end of [...from, ...to, ...routes.flatMap((route) => route.to)]) {
      const node = document.nodes.find(({ name }) => name === end.value);
      if (node?.isFinally !== true) continue;
      reporter.report({
        code: 'W427',
        span: end.span,
        message: `\`${node.name}\` runs at the end, whatever happened, so it is in no edge`,
        help: 'remove it from the edge, or remove `finally`',
      });
    }
  }
};
