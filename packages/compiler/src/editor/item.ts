import type { Span } from '../source.ts';

/** What a completion offers: `text` takes the place of `span`. */
export type CompletionItem = {
  readonly label: string;
  readonly kind: ItemKind;
  /** A few words, such as the type. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  readonly span: Span;
  readonly text: string;
};

export type ItemKind =
  | 'key'
  | 'value'
  | 'node'
  | 'field'
  | 'name'
  | 'property'
  | 'function'
  | 'keyword'
  | 'action'
  | 'provider'
  | 'model'
  | 'trigger'
  | 'event'
  | 'schema';

/** An item without its place. */
export type Offer = Omit<CompletionItem, 'span' | 'text'> & { readonly text?: string };

export function offer(kind: ItemKind, label: string, { detail, documentation, text }: Partial<Offer> = {}): Offer {
  return {
    label,
    kind,
    ...(detail === undefined || detail === '' ? {} : { detail }),
    ...(documentation === undefined || documentation === '' ? {} : { documentation }),
    ...(text === undefined ? {} : { text }),
  };
}
