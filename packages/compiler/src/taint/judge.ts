// Which labels may not arrive where: the policy, apart from how labels move.
import type { Code } from '../codes.ts';
import type { Severity } from '../diagnostic.ts';
import { isOfEnvironment } from './label.ts';
import type { Flow } from './label.ts';
import type { Hit, Sink } from './world.ts';

export type Judgement = {
  readonly code: Code;
  readonly severity?: Severity;
  /** What is wrong, before the way. */
  readonly message: string;
  readonly help: string;
};

/** What is to say of a label at a place; undefined where it may be there. */
export function judge({ flow, sink, beside }: Hit): Judgement | undefined {
  switch (flow.kind) {
    case 'secret':
      return flow.isTold ? undefined : judgeSecret(flow, sink);
    case 'untrusted':
      return sink.kind === 'choice' ? judgeChoice(flow, sink) : judgeText(flow, sink);
    case 'private':
      return judgePrivate(flow, sink, [...(beside?.values() ?? [])]);
    case 'input':
      return undefined;
  }
}

function judgeSecret(flow: Flow, sink: Sink): Judgement | undefined {
  const { name } = flow;
  if (sink.kind === 'engine' && !isOfEnvironment(flow)) return undefined;
  if (sink.kind === 'prompt') {
    return {
      code: 'W430',
      message: `the secret \`${name}\` is sent to the model in ${sink.shown}`,
      help: 'leave it out of the text; an action takes it in an input that its plugin marks `x-secret`',
    };
  }
  if (sink.kind === 'condition' || sink.kind === 'choice') {
    return {
      code: 'W431',
      ...(isOfEnvironment(flow) ? {} : { severity: 'warning' as const }),
      message: `${sink.shown} depends on the secret \`${name}\`, so what runs tells of it`,
      help: 'decide by a value that may be seen',
    };
  }
  if (sink.kind === 'input' && sink.marks.has('x-secret')) return undefined;
  const why = sink.kind === 'input' ? ', which its plugin does not mark `x-secret`' : '';
  return {
    code: 'W431',
    message: `the secret \`${name}\` goes to ${sink.shown}${why}`,
    help: 'give it only to an input that is marked `x-secret`: everything else stands in the journal',
  };
}

/** Text that somebody outside wrote may stand where text is data, and choose nothing. */
function judgeText({ shape }: Flow, sink: Sink): Judgement | undefined {
  if (sink.kind !== 'input') return undefined;
  const isWord = shape === 'token' || shape === 'text';
  if (!isWord) return undefined;
  if (sink.marks.has('x-code')) {
    return {
      code: 'W432',
      message: `text from outside becomes code in ${sink.shown}`,
      help: 'give it to the code as a value of its own, never as a part of its text',
    };
  }
  if (sink.marks.has('x-url') && sink.isHost) {
    return {
      code: 'W433',
      ...(sink.hasSecret ? { severity: 'error' } : {}),
      message: `text from outside chooses the host of ${sink.shown}${sink.hasSecret ? ', which gets a secret' : ''}`,
      help: 'write the host in the workflow, or test the value first: `when: url in [..]`',
    };
  }
  if (shape !== 'text' || sink.marks.has('x-text') || sink.marks.has('x-secret')) return undefined;
  if (sink.marks.has('x-url')) {
    // Ids in paths are ordinary. What `../` reaches matters where the request has rights of its own.
    if (!sink.hasSecret) return undefined;
    return {
      code: 'W433',
      message: `text from outside may change the path of ${sink.shown}, which carries a secret`,
      help: 'put it under `query`, which is encoded, or bound it by a schema: `pattern: ^[a-z0-9-]+$`, `enum`, a number',
    };
  }
  if (!sink.isWrite && !sink.marks.has('x-file')) return undefined;
  return {
    code: 'W434',
    message: `text from outside decides ${sink.shown}`,
    help: 'choose it in the workflow, or bound it: an `enum` in a schema, `when: x in [..]`, or an approval that shows it',
  };
}

function judgeChoice({ shape, viaModel }: Flow, sink: Sink & { readonly kind: 'choice' }): Judgement | undefined {
  if (!viaModel || shape !== 'text') return undefined;
  return {
    code: 'W435',
    message: `${sink.shown} reads free text of a model that has read text from outside, and decides whether \`${sink.writes}\` runs`,
    help: 'give the model an `output_schema` with an `enum` or a boolean, or put an approval before the node that writes',
  };
}

/**
 * Private data and text from outside in one model, and a way out: the text can ask for the data to be sent. The private data alone
 * is no such text, or every summary of it would be told of.
 */
function judgePrivate({ shape, viaModel }: Flow, sink: Sink, beside: readonly Flow[]): Judgement | undefined {
  if (sink.kind !== 'input' || !(sink.isWrite || sink.marks.has('x-url'))) return undefined;
  const isLed = beside.some(
    (other) => other.kind === 'untrusted' && !other.isOwn && other.viaModel && other.shape === 'text',
  );
  if (shape !== 'text' || !viaModel || !isLed) return undefined;
  return {
    code: 'W436',
    message: `a model that has read private data and text from outside writes ${sink.shown}, which leaves the workflow`,
    help: 'put an approval that shows the value before it, or let another model without the private data read the text',
  };
}
