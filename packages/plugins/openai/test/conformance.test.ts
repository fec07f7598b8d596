import '@ai-sdk/openai';
import { describeConformance } from '../../ai-sdk/test/wire/conformance.ts';
import { WIRES } from './wire.ts';

for (const [api, wire] of Object.entries(WIRES)) describe(`by ${api}`, () => describeConformance(wire));
