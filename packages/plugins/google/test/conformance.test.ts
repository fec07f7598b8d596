import '@ai-sdk/google';
import { describeConformance } from '../../ai-sdk/test/wire/conformance.ts';
import { WIRE } from './wire.ts';

describeConformance(WIRE);
