// What a difference of two graphs is made of.

export type Subject =
  'input' | 'result' | 'state' | 'node' | 'edge' | 'loop' | 'trigger' | 'workflow' | 'capability' | 'bound';

/** One thing that differs. */
export type Change = {
  readonly subject: Subject;
  readonly kind: 'added' | 'removed' | 'renamed' | 'changed';
  /** What it is about: the name of an input, a node, a trigger. */
  readonly name: string;
  /** The difference in words, after the name. */
  readonly message: string;
  /** Whether somebody who starts the workflow, or reads its result, may have to change what they do. */
  readonly breaking: boolean;
  /** A value that was right before and is not any more. */
  readonly witness?: unknown;
  /** What of it changed, by the keys of a workflow file. `null`: it was not there, or is not there any more. */
  readonly parts?: readonly Part[];
};

export type Part = { readonly what: string; readonly before: string | null; readonly after: string | null };

/** A value as it is compared, and as it is shown. */
export type Shown = { readonly same: unknown; readonly text: string };

/** Values by what they are of. */
export type Aspects = ReadonlyMap<string, Shown>;
