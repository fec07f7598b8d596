import type { Decoded } from './span-map.ts';

/** Text that remembers where each of its units came from. */
export class TrackedText {
  #value = '';
  readonly #positions: number[] = [];

  get value(): string {
    return this.#value;
  }

  /** Adds text whose units stand one after the other in the source from `at`. */
  add(text: string, at: number): void {
    for (let i = 0; i < text.length; i += 1) this.#positions.push(at + i);
    this.#value += text;
  }

  /** Adds text that all came from one place: an escape, a fold. */
  addAll(text: string, at: number): void {
    for (let i = 0; i < text.length; i += 1) this.#positions.push(at);
    this.#value += text;
  }

  end(at: number): Decoded {
    return { value: this.#value, positions: [...this.#positions, at] };
  }
}
