import assert from 'node:assert/strict';
import { hoverAt } from '@configurable-agents/compiler/editor';
import { at, HEAD } from './cursor.ts';

function shows(marked: string, ...patterns: readonly RegExp[]): void {
  const { snapshot, offset } = at(marked);
  const text = hoverAt(snapshot, offset)?.text ?? '';
  for (const pattern of patterns) assert.match(text, pattern);
}

function isAbout(marked: string, part: string): void {
  const { snapshot, offset, text } = at(marked);
  const { span } = hoverAt(snapshot, offset) ?? { span: [0, 0] as const };
  assert.equal(text.slice(...span), part);
}

const SEND = `${HEAD}    uses: http\n`;

describe('hover', () => {
  it('shows type, description and default of a state field', () => {
    shows(
      HEAD.replace('{topic}', '{to^pic}') + '    prompt: Hi\n',
      /\*\*topic\*\*, a state field/,
      /What it is about\./,
      /topic: string/,
    );
    shows(`${SEND}    with: { url: x }\n    when: sco^re > 3\n`, /that `draft` writes/, /Default `0`/);
  });

  it('shows the result of a node, where it is declared and where it is read', () => {
    shows(
      HEAD.replace('name: draft', 'name: dr^aft') + '    prompt: Hi\n',
      /a node that uses `llm`/,
      /readonly feedback\?: string/,
    );
    shows(`${SEND}    with: { url: "{dra^ft.feedback}" }\n`, /readonly score: number/, /Read by `send`/);
  });

  it('shows the type of a part of an expression', () => {
    shows(`${SEND}    with: { url: "{draft.feed^back}" }\n`, /feedback: string/);
    shows(`${SEND}    when: state.items.exists(i, i.pri^ce > 3.0)\n    with: { url: x }\n`, /price: number/);
    shows(
      `${SEND}    when: topic.starts^With('a')\n    with: { url: x }\n`,
      /value: boolean/,
      /string\.startsWith\(string\): bool/,
    );
    isAbout(`${SEND}    with: { url: "{draft.feed^back}" }\n`, 'feedback');
  });

  it('says what a key is', () => {
    shows(`${SEND}    with: { url: x }\n    time^out: 3s\n`, /\*\*timeout\*\*/, /Limit of one attempt/);
    shows(`${SEND}    with: { url: x, met^hod: GET }\n`, /One of `GET`, `POST`, `PUT`/, /Default `GET`/);
  });

  it('says what an action, a trigger and a model are', () => {
    shows(`${HEAD}    uses: ht^tp\n    with: { url: x }\n`, /an action/, /readonly url: string/);
    shows(
      `${HEAD}    prompt: Hi\ntriggers:\n  - uses: git^hub\n    events: [push]\n`,
      /a trigger/,
      /readonly action\?: string/,
    );
    shows(
      `${HEAD}    prompt: Hi\n    llm: { provider: listed, model: sm^all }\n`,
      /a model of `listed`/,
      /8,000 tokens/,
    );
  });

  it('says nothing of prose', () => {
    const { snapshot, offset } = at(`${HEAD}    prompt: Some wo^rds\n`);
    assert.doesNotMatch(hoverAt(snapshot, offset)?.text ?? '', /```/);
  });

  it('works in a file that is broken elsewhere', () => {
    shows(`${SEND}    with: { url: "{draft.feed^back}" }\nbroken: "\n`, /feedback: string/);
  });
});
