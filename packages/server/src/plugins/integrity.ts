import { createHash } from 'node:crypto';

/** Files of a package by their path from its folder, with `/`. */
export type PackageFiles = ReadonlyMap<string, Uint8Array>;

/**
 * One hash over the paths and contents of files, in the order of their paths: the same for a folder and for a tarball of it, whatever the
 * tarball's compression, times and owners. Each path and content is preceded by its length, so that no two lists read alike.
 */
export function integrityOf(files: PackageFiles): string {
  const hash = createHash('sha512');
  for (const [path, content] of [...files].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) {
    const name = Buffer.from(path);
    hash.update(`${name.length}:`).update(name).update(`${content.length}:`).update(content);
  }
  return `sha512-${hash.digest('base64')}`;
}

/** The first 12 hex digits of an integrity: what tells unpacked folders of one version apart. */
export function shortIntegrity(integrity: string): string {
  return Buffer.from(integrity.replace(/^sha512-/, ''), 'base64')
    .toString('hex')
    .slice(0, 12);
}
