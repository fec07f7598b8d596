/** What to do about a model that its vendor has shut down: the alias that keeps the workflow as it is. */
export function retiredHint(model: string, current: string): string {
  return `it is retired upstream: \`aliases: { ${model}: ${current} }\` puts ${current} in its place, which is served`;
}
