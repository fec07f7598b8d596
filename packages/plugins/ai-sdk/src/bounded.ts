// Bounds on what a service sends: the AI SDK reads an error to its end, and an event up to its line's end, however long it is.
import { TerminalError } from '@configurable-agents/plugin-sdk';

/** Bytes of an error that are read; what is behind them tells nothing. */
const LONGEST_ERROR = 1024 * 1024;

/** Bytes of a line of an answer: an event is one, and some hold the whole answer again. */
const LONGEST_LINE = 16 * 1024 * 1024;

const LINE_FEED = 10;

/** The response with a body that ends: an error is cut, an answer with an endless line fails with a `TerminalError`. */
export function bounded(response: Response, provider: string): Response {
  const { body, status, statusText, headers } = response;
  if (body === null) return response;
  const bound = response.ok ? lineBound(provider) : cut();
  return new Response(body.pipeThrough(bound), { status, statusText, headers });
}

function cut(): TransformStream<Uint8Array, Uint8Array> {
  let left = LONGEST_ERROR;
  return new TransformStream({
    transform(chunk, controller) {
      controller.enqueue(chunk.subarray(0, left));
      left -= chunk.length;
      if (left <= 0) controller.terminate();
    },
  });
}

function lineBound(provider: string): TransformStream<Uint8Array, Uint8Array> {
  let length = 0;
  return new TransformStream({
    transform(chunk, controller) {
      const end = chunk.lastIndexOf(LINE_FEED);
      length = end === -1 ? length + chunk.length : chunk.length - end - 1;
      if (length > LONGEST_LINE) throw tooLong(provider);
      controller.enqueue(chunk);
    },
  });
}

function tooLong(provider: string): TerminalError {
  return new TerminalError(
    `${provider} sent more than ${LONGEST_LINE} bytes without a line's end, which is no answer`,
    {
      class: 'invalid_output',
      code: 'MODEL_ANSWER_INVALID',
    },
  );
}
