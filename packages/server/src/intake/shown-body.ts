/** A body for reading: text, or base64 where it is no UTF-8. */
export function bodyOf(bytes: Uint8Array): { readonly body: string } | { readonly body_base64: string } {
  try {
    return { body: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { body_base64: Buffer.from(bytes).toString('base64') };
  }
}
