/**
 * What a value may carry, in schemas of inputs, outputs and events: the compiler follows secrets and text from outside along the graph.
 * A mark on an object or a list counts for all that is in it.
 *
 * - `secret` (input): may hold a secret, which the action neither logs nor returns. (output): is one.
 * - `text` (input): free text that is only shown or stored, and decides nothing: a message, a body, a title.
 * - `url` (input): the address of a request, rendered as it stands.
 * - `code` (input): is run, by a shell, an interpreter or a database.
 * - `file` (input): the path of a file.
 * - `platform` (output, event): made by the service itself, such as an id; nobody outside writes it.
 * - `private` (output): read with rights that a reader of the result may not have.
 *
 * @example
 * const input = Type.Object({
 *   to: Type.String(), // unmarked: text from outside here is a finding, since it chooses who gets the message
 *   text: Type.String({ minLength: 1, ...mark.text }),
 *   token: Type.String(mark.secret),
 * });
 */
export const mark = {
  secret: { 'x-secret': true },
  text: { 'x-text': true },
  url: { 'x-url': true },
  code: { 'x-code': true },
  file: { 'x-file': true },
  platform: { 'x-trust': 'platform' },
  private: { 'x-private': true },
} as const;
