/** Whether a reference is a path: `./`, `../`, or ending as a YAML file. */
export function isPath(reference: string): boolean {
  return /^\.{1,2}\/|\.ya?ml$/.test(reference);
}
