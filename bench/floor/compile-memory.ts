// One compile of 3,000 nodes in a process of its own; prints its peak memory in megabytes.
import { compile } from '@configurable-agents/compiler';
import { ownManifests } from '../../packages/server/src/config/plugins.ts';
import { workflowOf } from '../compile.ts';

compile(workflowOf(3000), { file: 'big.yaml', plugins: ownManifests() });
console.log(Math.round(process.resourceUsage().maxRSS / 1024));
