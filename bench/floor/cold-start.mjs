// What a cold `validate` cannot do without: Node, the YAML parser, and a validator that is ready-made.
import { enableCompileCache } from 'node:module';

enableCompileCache();
await import('yaml');
await import('../../packages/compiler/dist/shape/workflow-validator.generated.js');
