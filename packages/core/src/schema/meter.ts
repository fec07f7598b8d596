/** Thrown out of a validation that has no steps left. */
export class TooMuch extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'TooMuch';
  }
}

/**
 * Steps that one validation may take: states of patterns times characters, and what references lead to. Twenty million take about a
 * second at worst, on the thread that takes deliveries; a value of one megabyte that patterns read once takes a tenth of it.
 */
const VALIDATION_BUDGET = 20_000_000;
/** A reference is a call into a function of its own. */
const REFERENCE_STEPS = 5;

/** Counts what a validation costs beyond one look at its value. Validations never overlap, since they are synchronous. */
export class Meter {
  // What ajv checks while it compiles is a schema, by a schema of its own.
  #left: number = Infinity;

  /** Runs a validation. Throws `TooMuch`. */
  run(validation: () => boolean): boolean {
    this.#left = VALIDATION_BUDGET;
    try {
      return validation();
    } finally {
      this.#left = Infinity;
    }
  }

  /** A text that is held against a pattern. */
  match(steps: number): void {
    this.#charge(steps, 'its texts are too long for the patterns that its schema holds them against');
  }

  /** A reference that is followed. */
  follow(): void {
    this.#charge(
      REFERENCE_STEPS,
      'its schema refers to itself in more ways than can be tried to the depth that the value has',
    );
  }

  #charge(steps: number, reason: string): void {
    this.#left -= steps;
    if (this.#left < 0) throw new TooMuch(reason);
  }
}
