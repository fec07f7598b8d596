// A process that imports one third-party module and says what its manifest is.
import { openChannel } from '../carrier/channel.ts';
import { encodeFrame } from '../carrier/frames.ts';
import { manifestMessage } from './manifest-message.ts';
import type { ManifestMessage, ManifestSetup } from './manifest-message.ts';

const { setup, channel } = await openChannel<never, ManifestMessage>((message) => [encodeFrame(message)]);
channel.post(await manifestMessage(setup as ManifestSetup));
