// From the text of a workflow to the texts of messages: escaped, and cut to what Slack shows in one piece.
import { TerminalError } from '@configurable-agents/plugin-sdk';

/**
 * What of a text is markup: nothing (`plain`), styles such as *bold* and `code` (`styled`), or everything that Slack knows,
 * links and mentions included (`mrkdwn`).
 */
export type Format = 'plain' | 'styled' | 'mrkdwn';

/** Slack asks for at most 4,000 characters; it has split longer texts itself, and refused them as `msg_too_long`. */
const MAX_MESSAGE = 4000;
/** What Slack cuts off after, without saying so. */
const MAX_TEXT = 40_000;

/** The three characters that begin or end markup, and how they are written to be shown. */
const ESCAPES: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * The texts of the messages that show a text, in order: at least one, each of at most 4,000 characters once it is escaped.
 * Cuts are made at the end of a line or a word where there is one in the second half. Throws a `TerminalError` over a text
 * that shows nothing, or that is longer than Slack takes.
 */
export function messagesOf(text: string, format: Format): readonly string[] {
  const length = escaped(text, format).length;
  if (length > MAX_TEXT) {
    throw new TerminalError(
      `the text has ${length} characters as Slack counts them, and it takes ${MAX_TEXT}; shorten it, or post a link to it`,
      { class: 'bad_request' },
    );
  }
  const messages: string[] = [];
  for (let rest = text; rest !== '';) {
    const cut = cutOf(rest, format);
    const message = escaped(rest.slice(0, cut), format).trimEnd();
    if (message !== '') messages.push(message);
    // Of the border only one character goes: the next line keeps what it is indented by.
    rest = rest.slice(cut).replace(/^[ \n]/, '');
  }
  if (messages.length > 0) return messages;
  throw new TerminalError('the text is only white space, and Slack posts none; check what it is made from', {
    class: 'bad_request',
  });
}

function escaped(text: string, format: Format): string {
  return format === 'mrkdwn' ? text : text.replaceAll(/[&<>]/g, (character) => ESCAPES[character] ?? character);
}

/** How many characters of a text the next message takes. The text is cut before it is escaped, so no escape is cut. */
function cutOf(text: string, format: Format): number {
  const most = fitting(text, format);
  if (most === text.length) return most;
  const border = [text.lastIndexOf('\n', most), text.lastIndexOf(' ', most)].find((at) => at > most / 2);
  const cut = border ?? (isInPair(text, most) ? most - 1 : most);
  return format === 'mrkdwn' ? beforeTag(text, cut) : cut;
}

/** The longest beginning of a text that fits one message when it is escaped. */
function fitting(text: string, format: Format): number {
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    length += format === 'mrkdwn' ? 1 : (ESCAPES[character]?.length ?? 1);
    if (length > MAX_MESSAGE) return at;
  }
  return text.length;
}

/** Whether a position is between the two halves of one character. */
function isInPair(text: string, at: number): boolean {
  return /^[\uDC00-\uDFFF]$/.test(text.charAt(at)) && /^[\uD800-\uDBFF]$/.test(text.charAt(at - 1));
}

/** A link or a mention that is cut in two is neither: it goes to the next message whole. */
function beforeTag(text: string, cut: number): number {
  const open = text.lastIndexOf('<', cut - 1);
  return open > 0 && text.lastIndexOf('>', cut - 1) < open ? open : cut;
}
