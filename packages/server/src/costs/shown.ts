// Costs as the API, the command and the page give them: one report, in three shapes.
import type { CostGroup, CostReport, CostRow } from '@configurable-agents/core';

/** The fields that say what a row is of. */
export const FIELDS_OF: { readonly [group in CostGroup]: readonly (keyof CostRow)[] } = {
  workflow: ['workflow_name'],
  node: ['workflow_name', 'node'],
  model: ['provider', 'model'],
  day: ['day'],
};

const SUMS = ['runs', 'calls', 'unknown_calls', 'input_tokens', 'output_tokens', 'cost_usd'] as const;

/** A report in the shape of the API's lists. */
export function shownCosts({ by, items, total, ...rest }: CostReport): CostReport & { readonly next_cursor: null } {
  return { by, items, next_cursor: null, total, ...rest };
}

/** A report as a file of comma-separated values by RFC 4180: what is unknown is empty. The total is no row of it. */
export function costsCsv({ by, items }: CostReport): string {
  const columns = [...FIELDS_OF[by], ...SUMS];
  const lines = items.map((row) => columns.map((column) => cell(row[column] ?? null)).join(','));
  return [columns.join(','), ...lines].join('\r\n');
}

function cell(value: string | number | null): string {
  if (value === null) return '';
  const text = typeof value === 'number' ? decimal(value) : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Without an exponent, which some readers of such files take for text. */
function decimal(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(9).replace(/0+$/, '');
}

/** What a sum of costs leaves out, in sentences for people. */
export function gapsIn({ total, cost_unknown_models: models }: CostReport): readonly string[] {
  const { unknown_calls: unknown, calls } = total;
  return [
    ...(unknown === 0 ? [] : [`of ${unknown} of ${calls} calls nobody knows the cost: they are missing in the sums`]),
    ...(models.length === 0
      ? []
      : [`without a price: ${models.join(', ')}; give it under \`pricing\` in the configuration`]),
  ];
}

/** What stands in front of a sum: `notify / summarise`. */
export function nameOf(by: CostGroup, row: CostRow): readonly string[] {
  return FIELDS_OF[by].map((field) => String(row[field] ?? ''));
}
