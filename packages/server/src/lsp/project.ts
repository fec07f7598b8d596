// What `validate` would compile a file with: plugins, rules and the provider of the configuration file above it. It is read again when
// the file has changed.
import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { EditorOptions } from '@configurable-agents/compiler/editor';
import { limitsOf } from '../cli/commands/validate-bounds.ts';
import type { BoundsOptions } from '../cli/commands/validate-bounds.ts';
import { describeFailure } from '../cli/failure.ts';
import { openSession } from '../cli/session.ts';
import type { CommandOptions } from '../cli/session.ts';
import { compilerOptions, findBeside } from '../cli/source.ts';
import { findConfig } from '../config/settings.ts';
import type { Documents } from './documents.ts';

export type LspOptions = CommandOptions & BoundsOptions & { readonly strict?: boolean };

type Known = { readonly stamp: string; readonly options: Promise<EditorOptions> };

export class Project {
  readonly #options: LspOptions;
  readonly #documents: Documents;
  readonly #warn: (message: string) => void;
  readonly #known = new Map<string, Known>();

  /** `warn` is told what is wrong with a configuration. */
  constructor(
    options: LspOptions,
    { documents, warn }: { readonly documents: Documents; readonly warn: (message: string) => void },
  ) {
    this.#options = options;
    this.#documents = documents;
    this.#warn = warn;
  }

  /** The options for a file; the same object as long as its configuration stays as it is. */
  optionsFor(path: string | undefined): Promise<EditorOptions> {
    const folder = path === undefined ? process.cwd() : dirname(path);
    const config =
      this.#options.config === undefined ? findConfig([folder, process.cwd()]) : resolve(this.#options.config);
    const stamp = stampOf(config);
    const known = this.#known.get(config ?? '');
    if (known?.stamp === stamp) return known.options;
    const options = this.#load(path);
    this.#known.set(config ?? '', { stamp, options });
    return options;
  }

  async #load(path: string | undefined): Promise<EditorOptions> {
    const more = {
      workflow: this.#workflow,
      ...(this.#options.strict === true ? { strict: true } : {}),
      ...limitsOf(this.#options),
    };
    try {
      const session = await openSession(this.#options, path === undefined ? {} : { file: path });
      return { ...(await compilerOptions(session)), ...more, file: '' };
    } catch (error) {
      // A configuration that is wrong must not take the editor's help away.
      this.#warn(describeFailure(error).message);
      const { ownManifests } = await import('../config/plugins.ts');
      return { plugins: ownManifests(), ...more, file: '' };
    }
  }

  /** A workflow that a file names: as the editor has it, or as it is on the disk. */
  readonly #workflow: NonNullable<EditorOptions['workflow']> = (reference, from) => {
    const found = findBeside(reference, from);
    if (found === undefined || found === 'later') return found;
    const source = this.#documents.textOf(found.file);
    return source === undefined ? found : { ...found, source };
  };
}

function stampOf(config: string | undefined): string {
  const stat = config === undefined ? undefined : statSync(config, { throwIfNoEntry: false });
  return stat === undefined ? '' : `${stat.mtimeMs} ${stat.size}`;
}
