import { RuntimeError } from '../errors.ts';

/** Major version of the SDK that this release speaks. */
const SDK_MAJOR = 1;

/** Whether a plugin speaks the SDK of this release. Throws `PLUGIN_SDK_RANGE`. */
export function assertSdkRange(range: string, where: string): void {
  if (range === `^${SDK_MAJOR}` || range.startsWith(`^${SDK_MAJOR}.`)) return;
  const asked = JSON.stringify(range.slice(0, 60));
  throw new RuntimeError(
    'PLUGIN_SDK_RANGE',
    `${where} asks for SDK ${asked}, this release speaks ^${SDK_MAJOR}; take a version of the plugin that is made for it`,
  );
}
