// What the thread that writes is told, and what it says.
import type { PackedGroup } from './packed.ts';

export type WriterSetup = {
  /** Of the store's file. */
  readonly path: string;
  /** Three 32-bit integers that both sides see: `ANSWERED`, `FAILED`, `MICROSECONDS`. */
  readonly shared: SharedArrayBuffer;
};

/** Number of the last group that was answered. Who cannot wait for a message waits for this. */
export const ANSWERED = 0;
/** 1 where that one failed. */
export const FAILED = 1;
/** What it took. */
export const MICROSECONDS = 2;
export const SHARED_BYTES: number = 3 * Int32Array.BYTES_PER_ELEMENT;

/** Groups are numbered as they are handed over. */
export type ToWriter =
  | {
      readonly kind: 'commit';
      readonly number: number;
      readonly group: PackedGroup;
      /** What it deletes is overwritten with zeros. */
      readonly erases: boolean;
    }
  | { readonly kind: 'close' };

export type FromWriter =
  | { readonly kind: 'ready' }
  | { readonly kind: 'committed'; readonly number: number; readonly seconds: number }
  /** `errcode` is SQLite's. */
  | {
      readonly kind: 'failed';
      readonly number: number;
      readonly message: string;
      readonly errcode: number | undefined;
    };
