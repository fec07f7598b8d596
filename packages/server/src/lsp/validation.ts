// When a document is compiled again: soon after the last change of a burst, never twice for one version, never for an old one.
import type { Snapshot } from '@configurable-agents/compiler/editor';
import { snapshotOf } from './documents.ts';
import type { Documents, OpenDocument } from './documents.ts';
import type { Project } from './project.ts';

/** Below so many milliseconds a compile is not felt, and every keystroke gets its answer at once. */
const QUICK_MS = 80;
const LONGEST_WAIT_MS = 150;
/** What another file says may have changed with the one that is typed in: that can wait for a pause. */
const PAUSE_MS = 300;

type Deps = {
  readonly documents: Documents;
  readonly project: Project;
  /** Shows what is found in a version of a document. */
  readonly publish: (document: OpenDocument, snapshot: Snapshot | undefined) => void;
  readonly fail: (error: unknown) => void;
};

export class Validation {
  readonly #deps: Deps;
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Asks for a compile of the text as it is by then. */
  request({ uri, costMs }: OpenDocument): void {
    // Large files take their share of the time between two keystrokes, not all of it.
    this.#after(uri, costMs <= QUICK_MS ? 0 : Math.min(LONGEST_WAIT_MS, costMs / 8));
  }

  /** Compiles again what may name a file that has changed, once the typing pauses. */
  requestOthers(changed: OpenDocument): void {
    for (const each of this.#deps.documents.all()) {
      if (each === changed || !/^\s*(?:- )?workflow:/m.test(each.text.getText())) continue;
      delete each.snapshot;
      this.#after(each.uri, PAUSE_MS);
    }
  }

  /** Compiles everything again: a configuration has changed. */
  requestAll(): void {
    for (const each of this.#deps.documents.all()) {
      delete each.snapshot;
      this.request(each);
    }
  }

  forget(uri: string): void {
    clearTimeout(this.#timers.get(uri));
    this.#timers.delete(uri);
  }

  #after(uri: string, ms: number): void {
    clearTimeout(this.#timers.get(uri));
    this.#timers.set(
      uri,
      setTimeout(() => void this.#run(uri).catch(this.#deps.fail), ms),
    );
  }

  async #run(uri: string): Promise<void> {
    this.#timers.delete(uri);
    const { documents, project, publish } = this.#deps;
    const document = documents.get(uri);
    if (document === undefined) return;
    const { version } = document.text;
    const options = document.isWorkflow ? await project.optionsFor(document.path) : undefined;
    // A later change has asked for a compile of its own.
    if (documents.get(uri) !== document || document.text.version !== version) return;
    publish(document, options && snapshotOf(document, options));
  }
}
