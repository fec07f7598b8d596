import type { Context } from '../context.ts';
import type { GenerateRequest, Image, Provider } from '../provider.ts';
import { answerOf } from './provider-parts.ts';
import type { ProviderFixtures } from './provider.ts';
import { spied } from './spy.ts';
import { demand } from './violation.ts';

type Asked = {
  readonly images: NonNullable<ProviderFixtures['images']>;
  readonly request: GenerateRequest;
  readonly context: Context;
};

/** A PNG of one pixel. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const ADDRESS = 'https://images.acme.example/5b1e.png';

/** An image of a turn goes to the service: its bytes, and its address where the models take addresses. */
export async function checkImages(provider: Provider, { images, request, context }: Asked): Promise<void> {
  const { model } = request;
  const info = Object.hasOwn(provider.models, model) ? provider.models[model] : provider.models['*'];
  const said = info?.images;
  demand(said !== undefined && said !== false, 'provider/images', `its models do not say that they take any`);
  const own = images.context ?? context;
  const isBytesSent = await isSent(provider, { image: { mediaType: 'image/png', data: PIXEL }, request, context: own });
  demand(isBytesSent, 'provider/images', 'its bytes did not come to the service');
  if (said === 'inline') return;
  const isAddressSent = await isSent(provider, { image: { url: ADDRESS }, request, context: own });
  demand(isAddressSent, 'provider/images', 'its address did not come to the service');
}

async function isSent(
  provider: Provider,
  { image, request, context }: Pick<Asked, 'request' | 'context'> & { readonly image: Image },
): Promise<boolean> {
  const content = 'What is this?';
  const spy = spied(context);
  await answerOf(provider, { ...request, messages: [{ role: 'user', content, images: [image] }] }, spy.context);
  const sent = 'url' in image ? image.url : image.data;
  // A provider without a network keeps the image to itself.
  return spy.sent.length === 0 || spy.sent.some((each) => each.includes(sent) && each.includes(content));
}
