/** A table of Markdown, its columns as wide as their widest cell. A bar in a cell is escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', String.raw`\|`)));
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => Array.from(row[column] ?? '').length)));
  const lineOf = (row: readonly string[], fill = ' '): string =>
    `| ${widths.map((width, column) => padded(row[column] ?? '', { width, fill })).join(' | ')} |`;
  const [first = [], ...others] = cells;
  return [
    lineOf(first),
    lineOf(
      head.map(() => ''),
      '-',
    ),
    ...others.map((row) => lineOf(row)),
  ].join('\n');
}

function padded(cell: string, { width, fill }: { readonly width: number; readonly fill: string }): string {
  return cell + fill.repeat(width - Array.from(cell).length);
}
