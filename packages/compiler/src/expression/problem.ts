import type { ExpressionType, Span } from '@configurable-agents/core/expression';
import type { Meant } from './suggest.ts';
import { DYN } from './types.ts';

/** What is wrong with the names and types of an expression. */
export type Problem = {
  readonly code: 'W106' | 'W202' | 'W203';
  readonly at: Span;
  readonly message: string;
  readonly help?: string;
  /** The name that is meant, where one is near. */
  readonly meant?: Meant;
  /** What is to stand at a place, where there is no doubt. */
  readonly edit?: { readonly at: Span; readonly text: string };
  /** The name is a field that an object does not declare: senders of events may know more of them than their schemas do. */
  readonly reason?: 'undeclared-field';
};

/** The same without its code. */
export type Finding = Pick<Problem, 'at' | 'message' | 'reason' | 'meant' | 'edit'> & {
  readonly help?: string | undefined;
};

/** Collects problems. The answer is the type of what is wrong: any, so that it is told once. */
export class Problems {
  readonly #list: Problem[] = [];

  add(code: Problem['code'], { help, ...finding }: Finding): ExpressionType {
    this.#list.push({ code, ...finding, ...(help === undefined ? {} : { help }) });
    return DYN;
  }

  list(): readonly Problem[] {
    return this.#list;
  }
}
