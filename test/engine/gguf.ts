// Writes files of the format GGUF, version 3, as far as a small model needs it: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md.

const VERSION = 3;
/** Where the data of each tensor starts: the default of the format. */
const ALIGNMENT = 32;
const FLOAT32_TENSOR = 0;

const TYPES = { uint32: 4, int32: 5, float32: 6, string: 8, array: 9 } as const;

type Type = keyof typeof TYPES;

/** A value with its type, as it stands in the file. */
export type Field = { readonly type: Type; readonly bytes: Buffer };

/** A matrix of 32-bit floats; the first number of its shape is that of the values that lie side by side. */
export type Tensor = { readonly name: string; readonly shape: readonly number[]; readonly values: Float32Array };

export const uint32 = (value: number): Field => ({ type: 'uint32', bytes: bytesOf('uint32', value) });
export const float32 = (value: number): Field => ({ type: 'float32', bytes: bytesOf('float32', value) });
export const string = (value: string): Field => ({ type: 'string', bytes: text(value) });

export function array(of: 'string', values: readonly string[]): Field;
export function array(of: 'int32' | 'float32', values: readonly number[]): Field;
export function array(of: 'string' | 'int32' | 'float32', values: readonly (string | number)[]): Field {
  const items = values.map((value) =>
    typeof value === 'string' ? text(value) : bytesOf(of === 'float32' ? of : 'int32', value),
  );
  return { type: 'array', bytes: Buffer.concat([bytesOf('uint32', TYPES[of]), uint64(values.length), ...items]) };
}

/** The whole file: what is told of the model, then where its tensors are, then these. */
export function ggufFile({
  fields,
  tensors,
}: {
  readonly fields: { readonly [key: string]: Field };
  readonly tensors: readonly Tensor[];
}): Buffer {
  const told = Object.entries(fields).map(([key, { type, bytes }]) =>
    Buffer.concat([text(key), bytesOf('uint32', TYPES[type]), bytes]),
  );
  let offset = 0;
  const places: Buffer[] = [];
  const data: Buffer[] = [];
  for (const { name, shape, values } of tensors) {
    const dimensions = [bytesOf('uint32', shape.length), ...shape.map(uint64)];
    places.push(Buffer.concat([text(name), ...dimensions, bytesOf('uint32', FLOAT32_TENSOR), uint64(offset)]));
    const written = padded(floats(values));
    data.push(written);
    offset += written.length;
  }
  const start = [Buffer.from('GGUF'), bytesOf('uint32', VERSION), uint64(tensors.length), uint64(told.length)];
  return Buffer.concat([padded(Buffer.concat([...start, ...told, ...places])), ...data]);
}

function bytesOf(type: Exclude<Type, 'array' | 'string'>, value: number): Buffer {
  const bytes = Buffer.alloc(4);
  if (type === 'float32') bytes.writeFloatLE(value);
  else if (type === 'int32') bytes.writeInt32LE(value);
  else bytes.writeUInt32LE(value);
  return bytes;
}

function uint64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value, 'utf8');
  return Buffer.concat([uint64(bytes.length), bytes]);
}

function floats(values: Float32Array): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => bytes.writeFloatLE(value, i * 4));
  return bytes;
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((ALIGNMENT - (bytes.length % ALIGNMENT)) % ALIGNMENT)]);
}
