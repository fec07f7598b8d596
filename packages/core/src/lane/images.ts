// Images that a node shows its model: an address, the bytes themselves as a `data:` address, or a file below the folder of the workflows.
import { isAbsolute } from 'node:path';
import { TerminalError } from '@configurable-agents/plugin-sdk';
import type { Image } from '@configurable-agents/plugin-sdk';
import { readInside } from '../inside.ts';
import type { Inside } from '../inside.ts';

const MOST_BYTES = 20_000_000;
const DATA = /^data:(image\/[a-z0-9.+-]+);base64,([A-Za-z0-9+/]+={0,2})$/;

/** How files of images begin. */
const SIGNATURES: readonly (readonly [mediaType: string, isOne: (bytes: Buffer) => boolean])[] = [
  ['image/png', (bytes) => bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))],
  ['image/jpeg', (bytes) => bytes.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex'))],
  ['image/gif', (bytes) => /^GIF8[79]a$/.test(bytes.toString('latin1', 0, 6))],
  ['image/webp', (bytes) => /^RIFF....WEBP$/s.test(bytes.toString('latin1', 0, 12))],
];

/**
 * The image that a text names. `files` is the folder that files are looked for in. Throws a `TerminalError` of class `bad_request`,
 * `IMAGE_INVALID`.
 */
export function readImage(text: string, { files }: { readonly files: string | undefined }): Image {
  const given = text.trim();
  if (given.startsWith('data:')) return ofData(given);
  if (/^https?:/i.test(given)) {
    const url = URL.parse(given);
    if (url?.protocol !== 'https:') throw invalid(`${shownImage(given)} is no https address`);
    return { url: url.href };
  }
  return ofFile(given, files);
}

/** As the journal shows it: bytes are none of its business. */
export function shownImage(text: string): string {
  const given = text.trim();
  if (!given.startsWith('data:')) return given.length > 500 ? `${given.slice(0, 500)}…` : given;
  return `${given.slice(0, Math.min(given.indexOf(',') + 1 || 40, 40))}… (${given.length} characters)`;
}

function ofData(text: string): Image {
  if (text.length > (MOST_BYTES * 4) / 3 + 100)
    throw invalid(`an image of ${text.length} characters is too large; ${MOST_BYTES} bytes are the most`);
  const [, mediaType, data] = DATA.exec(text) ?? [];
  if (mediaType === undefined || data === undefined)
    throw invalid(`${shownImage(text)} is no image; it is data:image/TYPE;base64, and its bytes`);
  return { data, mediaType };
}

function ofFile(path: string, files: string | undefined): Image {
  const named = JSON.stringify(shownImage(path));
  if (files === undefined)
    throw invalid(`${named} is a file, and there is no folder of files here; give an https or a data: address`);
  const found: Inside = isAbsolute(path) ? { kind: 'outside' } : readInside(files, path, MOST_BYTES);
  if (found.kind === 'large') throw invalid(`the file ${named} is larger than ${MOST_BYTES} bytes`);
  if (found.kind !== 'file') throw invalid(`there is no file ${named} in ${files}, the folder of the workflows`);
  const { bytes } = found;
  const [mediaType] = SIGNATURES.find(([, isOne]) => isOne(bytes)) ?? [];
  if (mediaType === undefined) throw invalid(`the file ${named} is no image; png, jpeg, gif and webp are`);
  return { data: bytes.toString('base64'), mediaType };
}

function invalid(message: string): TerminalError {
  return new TerminalError(message, { class: 'bad_request', code: 'IMAGE_INVALID' });
}
