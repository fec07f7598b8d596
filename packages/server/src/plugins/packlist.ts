// Which files of a package npm packs. Pure. Without `files` in package.json it is everything but what npm never packs: more than npm
// itself where there is a .npmignore or a .gitignore, never less, so that nothing that can be loaded is left out of the hash.
import { matchesGlob } from 'node:path/posix';

type Listed = {
  readonly files?: readonly string[];
  /** Relative paths that are packed whatever `files` says: the module, programs. */
  readonly always: readonly string[];
};

const NEVER = /(?:^|\/)(?:\.git|\.svn|\.hg|CVS|node_modules|\.npmrc|\.npmignore|\.gitignore|\.DS_Store)(?:\/|$)/;
const NEVER_NAMED = /(?:^|\/)(?:\._[^/]*|\.[^/]*\.swp|npm-debug\.log|[^/]*\.orig)$/;
const NEVER_AT_ROOT = /^(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?)$/;
const ALWAYS = /^(?:package\.json|(?:readme|copying|licen[cs]e)(?:\.[^/]*)?)$/i;

/** Whether npm packs a file of this path, whatever `files` says. A folder that is not packed need not be looked into. */
export function mayBePacked(path: string): boolean {
  return !NEVER.test(path) && !NEVER_NAMED.test(path) && !NEVER_AT_ROOT.test(path);
}

/** Whether a file is packed, by the `files` of package.json: globs from the package's folder, `!` before what is left out again. */
export function isPacked(path: string, { files, always }: Listed): boolean {
  if (!mayBePacked(path)) return false;
  if (files === undefined || ALWAYS.test(path) || always.includes(path)) return true;
  let isListed = false;
  for (const entry of files) {
    const pattern = entry
      .replace(/^!+/, '')
      .replace(/^\.?\//, '')
      .replace(/\/+$/, '');
    if (pattern === '') continue;
    const isHit = matchesGlob(path, pattern) || matchesGlob(path, `${pattern}/**`);
    if (isHit) isListed = !entry.startsWith('!');
  }
  return isListed;
}
