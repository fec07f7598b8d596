import { fail } from '../error.ts';
import type { Frame } from '../frame.ts';
import type { Definitions } from './signature.ts';

/** Base64 with the standard alphabet; padding may be left out when decoding. */
export const ENCODERS: Definitions = {
  'base64.encode': {
    '(bytes): string': (bytes: Uint8Array, frame: Frame) => {
      frame.chargeSize(bytes.length);
      return Buffer.from(bytes).toString('base64');
    },
  },
  'base64.decode': {
    '(string): bytes': (text: string, frame: Frame) => {
      frame.chargeSize(text.length);
      if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.replace(/=+$/, '').length % 4 === 1)
        fail('EXPRESSION_ARGUMENT', 'the text is no base64');
      return new Uint8Array(Buffer.from(text, 'base64'));
    },
  },
};
