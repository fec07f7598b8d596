// Names of the semantic conventions that are used here: generative AI as of v1.41.0, the last before they moved to a repository of
// their own (all of them in development), CI/CD (release candidate), HTTP, FaaS and errors (stable).
// https://opentelemetry.io/docs/specs/semconv/

export const SCHEMA_URL = 'https://opentelemetry.io/schemas/1.41.0';

export const ATTR = {
  operation: 'gen_ai.operation.name',
  provider: 'gen_ai.provider.name',
  requestModel: 'gen_ai.request.model',
  inputTokens: 'gen_ai.usage.input_tokens',
  outputTokens: 'gen_ai.usage.output_tokens',
  agentName: 'gen_ai.agent.name',
  workflowName: 'gen_ai.workflow.name',
  toolName: 'gen_ai.tool.name',
  toolType: 'gen_ai.tool.type',
  toolArguments: 'gen_ai.tool.call.arguments',
  toolResult: 'gen_ai.tool.call.result',
  systemInstructions: 'gen_ai.system_instructions',
  inputMessages: 'gen_ai.input.messages',
  outputMessages: 'gen_ai.output.messages',
  tokenType: 'gen_ai.token.type',
  pipelineName: 'cicd.pipeline.name',
  pipelineRunId: 'cicd.pipeline.run.id',
  pipelineResult: 'cicd.pipeline.result',
  pipelineState: 'cicd.pipeline.run.state',
  taskName: 'cicd.pipeline.task.name',
  taskRunId: 'cicd.pipeline.task.run.id',
  taskResult: 'cicd.pipeline.task.run.result',
  errorType: 'error.type',
  httpMethod: 'http.request.method',
  httpRoute: 'http.route',
  faasTrigger: 'faas.trigger',
} as const;

/** Names of our own, where no convention has one. */
export const OWN = {
  runId: 'workflow.run.id',
  revision: 'workflow.revision',
  graph: 'workflow.graph',
  trigger: 'workflow.trigger.name',
  triggerUses: 'workflow.trigger.uses',
  eventType: 'workflow.trigger.event_type',
  deliveryId: 'workflow.trigger.delivery_id',
  parentRunId: 'workflow.parent_run.id',
  node: 'workflow.node.name',
  key: 'workflow.node.key',
  attempt: 'workflow.attempt',
  plugin: 'workflow.plugin',
  handled: 'workflow.node.handled',
  reason: 'workflow.node.reason',
  cost: 'workflow.cost_usd',
  cached: 'workflow.cached',
} as const;

/** Providers by the names that the conventions have for them; others keep their own. */
export const PROVIDERS: { readonly [provider: string]: string } = { google: 'gcp.gemini' };

const RESULTS: { readonly [status: string]: string } = {
  succeeded: 'success',
  failed: 'failure',
  cancelled: 'cancellation',
  skipped: 'skip',
};

/** How a run or a node ended, as the CI/CD conventions have it. */
export function resultOf(status: string, code: string | undefined): string {
  if (status === 'failed' && code !== undefined && /TIMEOUT|TIMED_OUT/.test(code)) return 'timeout';
  return RESULTS[status] ?? 'error';
}

export function providerOf(provider: string): string {
  return PROVIDERS[provider] ?? provider;
}
