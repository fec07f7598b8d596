// The command and the server as few files, each command in one of its own; `validate` by itself, since it is started most. Types come from
// `tsc`.
import { fileURLToPath } from 'node:url';
import { bundle } from '../../compiler/tools/bundle-parts.mjs';

const external = [
  '@configurable-agents/*',
  '@koa/router',
  '@ngrok/ngrok',
  'ajv',
  'koa',
  'vscode-languageserver',
  'vscode-languageserver/*',
  'vscode-languageserver-textdocument',
  'yaml',
];
await bundle(fileURLToPath(new URL('..', import.meta.url)), [
  { entryPoints: ['src/index.ts', 'src/cli/main.ts', 'src/author/check/kit-thread.ts'], external },
  { entryPoints: ['src/cli/validate-main.ts'], external },
]);
