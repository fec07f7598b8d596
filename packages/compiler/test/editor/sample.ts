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

/** The same in the flow dialect. */
export const FLOW = `schema_version: "1.0"
flow: { name: review }
config: { llm: { provider: listed, model: large } }
state:
  fields:
    topic: { type: str, required: true, description: What it is about. }
    draft: { type: str, default: "" }
    score: { type: int, default: 0 }
    done: { type: bool, default: false }
    points: { type: "list[str]", default: [] }
    notes: { type: "list[str]", default: [] }
    note: { type: str, default: "" }
nodes:
  - id: write
    inputs: { about: "{state.topic}", last: score }
    prompt: "Write about {about}, attempt {state._loop_iteration_write}; the last had {last}. {draft}"
    outputs: [draft]
  - id: judge
    prompt: "Judge {state.draft}"
    output_schema:
      type: object
      fields:
        - { name: score, type: int }
        - { name: done, type: bool }
        - { name: points, type: "list[str]" }
    outputs: [score, done, points]
  - id: fan
    prompt: "Is {topic} worth it?"
    outputs: [draft]
  - id: expand
    prompt: "Explain {_parallel_item} of {topic}"
    outputs: [note]
edges:
  - { from: START, to: write }
  - { from: write, to: judge }
  - from: judge
    routes:
      - { condition: { logic: "{state.score} > 5 and state.done" }, to: fan }
      - { condition: { logic: default }, to: write }
  - from: fan
    parallel: { items_field: points, target_node: expand, collect_field: notes }
  - { from: expand, to: END }
`;
