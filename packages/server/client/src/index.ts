// Table of contents: the client, its failures, its streams, and the types of the API.
export { createClient, dataOf } from './client.ts';
export type { Client, ClientOptions } from './client.ts';
export { ApiProblem } from './problem.ts';
export { followEvents, followRun } from './events.ts';
export type { ApiEvent, FollowOptions } from './events.ts';
export { itemsOf } from './pages.ts';
export type { operations, paths, schemas } from './api.generated.ts';
