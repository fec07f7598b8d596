import '@ai-sdk/openai-compatible';
import { describeConformance } from '../../ai-sdk/test/wire/conformance.ts';
import { WIRE } from './wire.ts';

describeConformance(WIRE);
