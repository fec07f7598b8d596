// Rows that say what of runs is hidden.
import { hiddenBy, NOTHING_HIDDEN } from '../hiding/hidden.ts';
import type { Hidden } from '../hiding/hidden.ts';
import type { Store, Write } from './store.ts';

/** Of a run: its values are here and nobody is shown them, they are being taken out, they are gone. */
export const REDACTION = { hidden: 1, going: 2, gone: 3 } as const;

export function hiddenWrites(run: number, texts: Iterable<string>): readonly Write[] {
  return [
    { sql: `UPDATE runs SET redaction = ${REDACTION.hidden} WHERE run = ?`, values: [run] },
    ...Array.from(texts, (text) => ({
      sql: 'INSERT OR IGNORE INTO hidden_texts(run, text) VALUES(?, ?)',
      values: [run, text],
    })),
  ];
}

/** When the values of a run that has ended are taken out; null keeps them, since it goes on. */
export function hiddenUntil(run: number, time: number | null): Write {
  const sql = `UPDATE runs SET hidden_until = ? WHERE run = ? AND redaction = ${REDACTION.hidden}`;
  return { sql, values: [time, run] };
}

/** A run that is here without what of it is hidden. */
export function goneWrite(run: number): Write {
  return { sql: `UPDATE runs SET redaction = ${REDACTION.gone} WHERE run = ?`, values: [run] };
}

type Reads = Pick<Store, 'get' | 'all'>;

export type HiddenReads = {
  /** What is hidden of a run, by the store's key; what was asked for once is not asked again. */
  readonly of: (run: number) => Hidden;
};

/** For one read of the store: it holds what it has found. */
export function hiddenReads({ get, all }: Reads): HiddenReads {
  const known = new Map<number, Hidden>();
  if (!hidesAny({ get })) return { of: () => NOTHING_HIDDEN };
  return {
    of: (run) => {
      const hidden = known.get(run) ?? storedHidden({ get, all }, run);
      known.set(run, hidden);
      return hidden;
    },
  };
}

/** Whether there is a run that something is hidden of. A store of before has no such column. */
function hidesAny({ get }: Pick<Store, 'get'>): boolean {
  if (get("SELECT 1 FROM sqlite_schema WHERE name = 'hidden_texts'") === undefined) return false;
  return get('SELECT 1 FROM runs WHERE redaction IN (1, 2) LIMIT 1') !== undefined;
}

export function storedHidden({ get, all }: Reads, run: number): Hidden {
  const row = get('SELECT redaction FROM runs WHERE run = ?', run) as { readonly redaction: number | null } | undefined;
  const redaction = row?.redaction ?? REDACTION.gone;
  if (redaction === REDACTION.gone) return NOTHING_HIDDEN;
  const texts = all('SELECT text FROM hidden_texts WHERE run = ?', run) as readonly { readonly text: string }[];
  const first = get("SELECT body ->> '$.redact' AS rules FROM journal WHERE run = ? AND seq = 1", run) as
    { readonly rules: string | null } | undefined;
  return hiddenBy(
    JSON.parse(first?.rules ?? '[]') as readonly string[],
    texts.map(({ text }) => text),
  );
}
