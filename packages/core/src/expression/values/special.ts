/** Kinds of values, by the names that CEL's types have. */
export type Kind =
  | 'null'
  | 'bool'
  | 'int'
  | 'uint'
  | 'double'
  | 'string'
  | 'bytes'
  | 'duration'
  | 'timestamp'
  | 'optional'
  | 'type'
  | 'list'
  | 'map';

/** Values that JavaScript has no type of its own for. */
export abstract class Special {
  abstract readonly kind: Kind;
}

/** An unsigned integer of 64 bits. */
export class Uint extends Special {
  readonly kind = 'uint';
  readonly value: bigint;
  constructor(value: bigint) {
    super();
    this.value = value;
  }
}

/** A span of time, in nanoseconds. */
export class Duration extends Special {
  readonly kind = 'duration';
  readonly nanos: bigint;
  constructor(nanos: bigint) {
    super();
    this.nanos = nanos;
  }
}

/** A point in time, in nanoseconds since 1970. */
export class Timestamp extends Special {
  readonly kind = 'timestamp';
  readonly nanos: bigint;
  constructor(nanos: bigint) {
    super();
    this.nanos = nanos;
  }
}

/** A type as a value: `type(1)`. Parameters are erased, as CEL has it. */
export class TypeValue extends Special {
  readonly kind = 'type';
  readonly name: string;
  constructor(name: string) {
    super();
    this.name = name;
  }
}
