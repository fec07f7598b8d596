// A workflow with a construct of every kind, for edits and questions in any place.
export const SAMPLE = `# A comment that stays.
name: everything
state:
  type: object
  required: [topic]
  properties:
    topic: { type: string, description: What it is about. }
    score: { type: integer, default: 0 }
    items: { type: array, items: { type: object, properties: { price: { type: number } } }, default: [], reduce: append }
    note: { $ref: '#/schemas/Note', default: {} }
schemas:
  Note: { type: object, properties: { text: { type: string } } }
models:
  fast: { provider: listed, model: large }
env: [REGION]
triggers:
  - uses: github
    events: [push, pull_request.opened]
    when: event.action == 'opened'
    inputs: { topic: "{event.action}" }
  - uses: schedule
    cron: '0 9 * * 1-5'
    inputs: { topic: nightly }
nodes:
  - name: draft
    llm: fast
    prompt: |
      Write about {topic} in \${{ env.REGION }}.
      Last score: {state.score}, {{ a brace }}
    output_schema: { type: object, properties: { score: { type: integer }, feedback: { type: string } }, required: [score] }
    outputs: [score]
    retry: { max_attempts: 3, initial: 1s, retry_on: [timeout] }
  - name: each
    for_each: { in: "\${{ state.items }}", as: thing }
    uses: http
    with: { method: GET, url: "https://example.org/{thing.price}" }
    when: state.items.exists(i, i.price > 3.0) && size(topic) > 2
  - name: send
    uses: chat.post
    with:
      text: >-
        {draft.feedback} of
        {topic} {note.text}
    on_error: continue
edges:
  - from: draft
    routes:
      - { when: draft.score > 5 && state.score > 1, to: each }
      - { to: send }
  - { from: each, to: END }
result: { said: "{send.id}", note: "{state.note.text}", score: "\${{ state.score }}" }
tests:
  - name: works
    inputs: { topic: otters }
    mocks: { draft: { output: { score: 7 } }, each: { output: {} }, send: { output: { id: x } } }
    expect: { visited: [draft, each], state: { score: 7 }, that: ["state.score == 7"] }
`;
