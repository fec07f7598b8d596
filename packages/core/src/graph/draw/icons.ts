import type { GraphNode } from '../graph.ts';

/** Lines of 16 by 16 pixels that say what kind of thing a node is. */
const ICONS = {
  model: 'M8 1.8 9.6 6.4 14.2 8 9.6 9.6 8 14.2 6.4 9.6 1.8 8 6.4 6.4ZM13 2v2.6M11.7 3.3h2.6',
  action: 'M5.5 2v3M10.5 2v3M3.5 5h9v2.5a4.5 4.5 0 0 1-9 0ZM8 12v2.5',
  http: 'M8 1.9a6.1 6.1 0 1 0 0 12.2A6.1 6.1 0 0 0 8 1.9ZM1.9 8h12.2M8 1.9c3.4 3.6 3.4 8.6 0 12.2M8 1.9c-3.4 3.6-3.4 8.6 0 12.2',
  code: 'm5 4.5-3 3.5 3 3.5M11 4.5l3 3.5-3 3.5M9.3 3 6.7 13',
  set: 'M3 6h10M3 10h10',
  time: 'M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2ZM8 5v3.2l2.2 1.4',
  signal:
    'M8 8.2v.1M5.4 10.8a3.7 3.7 0 0 1 0-5.4M10.6 5.4a3.7 3.7 0 0 1 0 5.4M3.3 12.9a6.7 6.7 0 0 1 0-9.6M12.7 3.3a6.7 6.7 0 0 1 0 9.6',
  person: 'M8 8.2a2.9 2.9 0 1 0 0-5.8 2.9 2.9 0 0 0 0 5.8ZM2.8 13.8c.6-2.7 2.6-4 5.2-4s4.6 1.3 5.2 4',
  run: 'M5.5 1.8h5v3.8h-5ZM1.5 10.4h5v3.8h-5ZM9.5 10.4h5v3.8h-5ZM8 5.6V8M4 10.4V8h8v2.4',
} as const;

/** The path of a node's icon. */
export function iconOf(node: GraphNode): string {
  switch (node.kind) {
    case 'action':
      if (node.llm !== undefined) return ICONS.model;
      return node.uses === 'http' ? ICONS.http : node.uses === 'code' ? ICONS.code : ICONS.action;
    case 'set':
      return ICONS.set;
    case 'wait':
      return node.wait.for === 'signal' ? ICONS.signal : ICONS.time;
    case 'approval':
      return ICONS.person;
    case 'subrun':
      return ICONS.run;
  }
}
