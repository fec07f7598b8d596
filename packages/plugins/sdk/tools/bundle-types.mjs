// Types as one file for each entry of a package, made of what `tsc` emitted: what only joins its files is left out, comments stay.
import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

const JOINT = /^(import|export) (type )?\{([^}]*)\} from '([^']+)';\n/gm;

/** Replaces all declarations of a package by those of its entries. An entry takes what another one has from there. */
export function bundleTypes(root, entries) {
  const emitted = mkdtempSync(join(tmpdir(), 'types-'));
  try {
    // Apart from the build, which does not emit anew what has not changed.
    execFileSync('tsc', ['--project', root, '--emitDeclarationOnly', '--outDir', join(emitted, 'dist')]);
    const files = new Map(
      globSync('dist/**/*.d.ts', { cwd: emitted }).map((file) => [file, readFileSync(join(emitted, file), 'utf8')]),
    );
    for (const file of globSync('dist/**/*.d.ts', { cwd: root })) rmSync(join(root, file));
    const owners = new Map();
    for (const entry of entries) writeFileSync(join(root, entry), bundled(entry, { files, owners }));
  } finally {
    rmSync(emitted, { recursive: true });
  }
}

/** The text of an entry. `owners` says in which entry a file's declarations stand. */
function bundled(entry, { files, owners }) {
  const given = new Set();
  const taken = new Map();
  const bodies = [];
  const visit = (file) => {
    owners.set(file, entry);
    const body = files.get(file).replaceAll(JOINT, (all, verb, _type, names, target) => {
      if (!target.startsWith('.')) {
        if (verb === 'export') return all;
        take(target, names);
        return '';
      }
      const path = join(dirname(file), target.replace(/\.ts$/, '.d.ts'));
      if (verb === 'export' && file === entry) for (const name of split(names)) given.add(name);
      if (!owners.has(path)) visit(path);
      if (owners.get(path) !== entry) take(specifierOf(relative(dirname(entry), owners.get(path))), names);
      return '';
    });
    bodies.push(body);
  };
  const take = (specifier, names) => {
    taken.set(specifier, new Set([...(taken.get(specifier) ?? []), ...split(names)]));
  };
  visit(entry);
  const imports = [...taken].map(([from, names]) => `import type { ${[...names].join(', ')} } from '${from}';\n`);
  const isGiven = (name) => given.size === 0 || given.has(name);
  const text = bodies
    .join('')
    .replaceAll(/^export (?=(?:declare )?(?:type|const|function|class|interface) (\w+))/gm, (word, name) =>
      isGiven(name) ? word : '',
    )
    .replaceAll(/^export \{\};\n/gm, '')
    .replaceAll(/^( {4})+/gm, (indent) => ' '.repeat(indent.length / 4 - 1))
    // What nobody can name needs no description.
    .replaceAll(/^\/\*\*(?:(?!\*\/)[^])*\*\/\n(?=(?:declare |type |interface |class ))/gm, '')
    // Descriptions show the same without the stars in front, and without an empty line before their example.
    .replaceAll(/^ *\/\*\*\n(?:(?!\*\/)[^])*\*\//gm, (text) =>
      text.replaceAll(/^ *\*(?!\/) ?|^ (?=\*\/)/gm, '').replaceAll('\n\n@', '\n@'),
    );
  // Without this line everything that is declared would be given.
  return `${imports.join('')}${text}export {};\n`;
}

function specifierOf(path) {
  const file = path.replace(/\.d\.ts$/, '.js');
  return file.startsWith('.') ? file : `./${file}`;
}

function split(names) {
  return names.split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]));
}
