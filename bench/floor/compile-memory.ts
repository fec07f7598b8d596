// One compile of 3,000 nodes in a process of its own, of the built package; prints its peak memory in megabytes.
import { readFileSync } from 'node:fs';
import { compile } from '@configurable-agents/compiler';
import { peakMegabytes } from '../peak.ts';

const [file = '', plugins = '[]'] = process.argv.slice(2);
const { ok } = compile(readFileSync(file, 'utf8'), { file, plugins: JSON.parse(plugins) as [] });
if (!ok) throw new Error('the workflow has a finding');
console.log(Math.round(peakMegabytes()));
