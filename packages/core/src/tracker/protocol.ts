/** What the trackers' thread is opened with. */
export type TrackerSetup = {
  readonly dataDir: string;
  readonly trackers: readonly {
    readonly name: string;
    readonly specifier: string;
    /** Sees the runs of every workflow, not only of those that name it. */
    readonly always: boolean;
    readonly pos: number;
  }[];
};

export type ToTrackers = { readonly kind: 'wake' | 'close' };

export type FromTrackers =
  | { readonly kind: 'cursor'; readonly tracker: string; readonly pos: number }
  | { readonly kind: 'line'; readonly line: string }
  | { readonly kind: 'dropped'; readonly tracker: string; readonly count: number; readonly reason: string }
  | { readonly kind: 'closed' };
