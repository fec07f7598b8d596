// What embeds the server imports: dashboard, API and webhooks over an open runtime. The command is `src/cli`.
export { createServer } from './http/server.ts';
export type { RunningServer, ServerOptions } from './http/server.ts';
export { openPluginAdmin } from './plugins/admin.ts';
export type { PluginAdmin, PluginAdminOptions } from './plugins/admin.ts';
