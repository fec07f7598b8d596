// Sub-path @configurable-agents/core/graph: the contract between compilers and the engine. Pure data, no dependency.
export { takesEvent } from './event-pattern.ts';
export { FEATURES, GATE_METRICS, GRAPH_VERSION } from './graph.ts';
export type {
  ExecutionGraph,
  GraphNode,
  ActionNode,
  SetNode,
  SubrunNode,
  WaitNode,
  WaitFor,
  ApprovalNode,
  StateField,
  UsedPlugins,
  Reducer,
  Region,
  Route,
  ForEach,
  Execution,
  GraphEdge,
  GraphTrigger,
  LlmSettings,
  LlmTalk,
  ModelChoice,
  LlmTool,
  LlmTurn,
  Budget,
  Gate,
  OutputWrite,
  Reads,
  RetryPolicy,
  OnFinish,
  RunLimits,
  Schedule,
} from './graph.ts';
export type { Template, TextPart } from './template.ts';
export { declaredModel, declaredOutput, isIdempotent } from './declared.ts';
export { templateSource } from './template-source.ts';
export { digest, hashGraph } from './hash.ts';
export { assertGraph, GraphError } from './assert.ts';
export { topology } from './topology.ts';
export type { Loop, Place, Topology } from './topology.ts';
export { sameJson } from './same-json.ts';
export { editDistance, nearest } from './nearest.ts';
export { parseDuration, toMs } from './duration.ts';
