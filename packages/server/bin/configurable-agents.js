#!/usr/bin/env node
// Old syntax only: this file must be readable by any Node, so that an old one gets a sentence and not a syntax error.
var major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    'configurable-agents needs Node 24 or newer, found ' +
      process.versions.node +
      '. In a checkout, put its own Node first: export PATH="$PWD/node_modules/.bin:$PATH"',
  );
  process.exit(3);
}
import('./start.js').catch(function (error) {
  console.error('error: ' + error.message);
  process.exit(3);
});
