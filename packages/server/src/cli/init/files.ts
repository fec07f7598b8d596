// The files that a project starts with. Text only: what is written where is another file's business.

export type StartFile = { readonly path: string; readonly text: string };

export type Start = {
  /** Of the workflow; also its file's. */
  readonly name: string;
  /** Of this program: CI runs the same one. */
  readonly version: string;
};

export const WORKFLOWS = 'workflows';
export const SETTINGS = '.vscode/settings.json';
export const IGNORED: readonly string[] = ['.configurable-agents/', '.env'];

export function workflowPath(name: string): string {
  return `${WORKFLOWS}/${name}.yaml`;
}

/** All but the editor's settings and `.gitignore`, which may be there and then are added to. */
export function startFiles({ name, version }: Start): readonly StartFile[] {
  return [
    { path: workflowPath(name), text: workflowText(name) },
    { path: 'configurable-agents.yaml', text: CONFIGURATION },
    { path: '.github/workflows/configurable-agents.yml', text: checkText(version) },
  ];
}

function workflowText(name: string): string {
  return `# A workflow: nodes that call models and actions, in the order of the edges. Check it: configurable-agents validate
name: ${name}
description: Writes a text about a topic, and says how long it became.

# The state: typed values that nodes read as {name} and write by \`outputs\`. What no node writes is an input of the run.
state:
  type: object
  properties:
    topic: { type: string, description: What to write about. }
    tone: { enum: [plain, cheerful], default: plain }
    draft: { type: string }

nodes:
  # A call of a model. --provider echo answers without a network and without a key.
  - name: write
    llm: { provider: google, model: gemini-3.8-flash }
    prompt: |
      Write two sentences about {topic}, in a {tone} tone.
    outputs: [draft]
    retry: { max_attempts: 3 }

  # \`set\` computes. An expression in \${{ }} keeps its type; \`when\` skips a node.
  - name: measure
    uses: set
    when: draft != ""
    with:
      text: '{draft}'
      length: '\${{ size(draft) }}'

edges:
  - { from: write, to: measure }

# Run them: configurable-agents test ${workflowPath(name)}
tests:
  - name: measures what was written
    inputs: { topic: otters }
    mocks: { write: { output: Otters swim. } }
    expect: { result: { text: Otters swim., length: 12 } }
`;
}

const CONFIGURATION = `# Settings of this project; docs/configuration.md lists all of them, and \`configurable-agents doctor\` shows where each came from.
workflows_dir: ${WORKFLOWS}
data_dir: .configurable-agents # runs and their journal; not for git

# providers:
#   google: { api_key_env: GOOGLE_API_KEY } # the variable that holds the key; openai and anthropic have theirs
#   ollama: { base_url: http://127.0.0.1:11434 } # models on this machine, without a key

# rules: { unknown-model: off } # how bad findings are: error, warning, info, off
`;

function checkText(version: string): string {
  return `# Checks the workflows; findings show in the pull request and under Security, Code scanning.
name: workflows
on:
  push: { branches: [main] }
  pull_request:
permissions:
  contents: read
  security-events: write
jobs:
  validate:
    runs-on: ubuntu-latest
    env:
      configurable_agents: npx --yes --package @configurable-agents/server@${version} configurable-agents
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 24 }
      - name: Validate
        run: $configurable_agents validate ${WORKFLOWS} --format sarif > configurable-agents.sarif
      - name: Show findings
        if: always()
        uses: github/codeql-action/upload-sarif@v3
        with: { sarif_file: configurable-agents.sarif, category: configurable-agents }
      - name: Test
        run: $configurable_agents test ${WORKFLOWS}/*.yaml
`;
}

/** Which schema a YAML editor holds which files against. */
export const SCHEMAS: { readonly [schema: string]: readonly string[] } = {
  './.vscode/workflow.schema.json': [`${WORKFLOWS}/**/*.yaml`, `${WORKFLOWS}/**/*.yml`],
  './.vscode/configurable-agents.schema.json': ['configurable-agents.yaml'],
};
