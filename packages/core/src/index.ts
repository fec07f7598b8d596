// The runtime: what embeds the engine imports. `./graph` and `./expression` are sub-paths of their own.
export { createRuntime } from './runtime/runtime.ts';
export type {
  Backfilled,
  CallbackOptions,
  DeliveryRequest,
  DeliveryResult,
  InputError,
  Once,
  Registration,
  RunOutcome,
  RunText,
  Runtime,
  RuntimeOptions,
  SetAside,
  StartRequest,
  StartResult,
} from './runtime/api.ts';
export { expectShortLives } from './heap.ts';
export { PRICE_TABLE } from './price/table.ts';
export type { ModelPrice, Pricing } from './price/table.ts';
export { SYSTEM_CLOCK } from './runtime/clock.ts';
export type { Clock } from './runtime/clock.ts';
export { openReader } from './store/reader.ts';
export { changeAccess } from './access/access.ts';
export type { Access } from './access/access.ts';
export type { Audited, Outcome } from './access/audit.ts';
export { covers, SCOPES } from './access/scope.ts';
export type { Scope } from './access/scope.ts';
export { isSame } from './access/secret.ts';
export { ALERT_KINDS } from './alert/event.ts';
export type { AlertKind } from './alert/event.ts';
export type { AlertRule } from './alert/alerts.ts';
export { COST_GROUPS } from './store/costs.ts';
export type { CostFilter, CostGroup, CostReport, CostRow, CostSum } from './store/costs.ts';
export type { FailureFilter, FailureGroup } from './store/failures.ts';
export { storePath } from './store/connect.ts';
export { WHY_KEPT } from './store/retention/policy.ts';
export type { Retention, SweepReport } from './store/retention/policy.ts';
export { compactStore, pruneStore, surveyStore } from './store/retention/apart.ts';
export type { Survey } from './store/retention/survey.ts';
export { backupStore } from './store/copy/backup.ts';
export type { BackupResult } from './store/copy/backup.ts';
export { restoreStore } from './store/copy/restore.ts';
export type { RestoreResult } from './store/copy/restore.ts';
export { exportRun } from './store/transfer/export.ts';
export { importRuns } from './store/transfer/import.ts';
export type { ImportedRun } from './store/transfer/import.ts';
export type { RunExport } from './store/transfer/format.ts';
export { inspectStore } from './store/inspect/inspect.ts';
export type { Inspection } from './store/inspect/inspect.ts';
export { sizeOf } from './store/inspect/finding.ts';
export type { Finding } from './store/inspect/finding.ts';
export { maxLagOf } from './tracker/max-lag.ts';
export type {
  ApprovalRow,
  AuditRow,
  CallbackEndpoint,
  CallbackRow,
  DeliveryRow,
  JournalEntry,
  LogRow,
  NodeRow,
  Page,
  PauseRow,
  RunDetail,
  RunFilter,
  RunRow,
  RunStatus,
  ScheduleRow,
  StoreReader,
  TrackerStatus,
  TokenRow,
  Verdict,
  WorkflowRow,
} from './store/rows.ts';
export type { Wait } from './admit/hold.ts';
export type { Next, Reason, RunExplanation, Step } from './explain/explanation.ts';
export { readServerFile, writeServerFile, removeServerFile } from './runtime/server-file.ts';
export type { ServerFile } from './runtime/server-file.ts';
export { loadManifests } from './plugin/load.ts';
export { assertNotInUse } from './plugin/in-use.ts';
export type { HostTrigger } from './plugin/host-trigger.ts';
export { checkedManifest } from './plugin/manifest.ts';
export { readManifest } from './plugin/manifest-file.ts';
export type { InstalledPlugin, PluginsReplaced, PluginSource } from './plugin/source.ts';
export { envOf } from './runtime/env.ts';
export { requiredVariables, variablesOf } from './plugin/secrets.ts';
export { openRehearsals } from './rehearsal/open.ts';
export type { Rehearsals } from './rehearsal/open.ts';
export type { Rehearsal, RehearsalRequest } from './rehearsal/rehearse.ts';
export type { Mock, Mocks } from './rehearsal/mock.ts';
export { checkInputs } from './runtime/inputs.ts';
export { schemaProblem } from './schema/validator.ts';
export { MAX_HOPS } from './runtime/child.ts';
export { readInside } from './inside.ts';
export type { Inside } from './inside.ts';
export { RuntimeError } from './errors.ts';
export type { RuntimeErrorCode } from './errors.ts';
export type { GateResult } from './engine/gates.ts';
export type { Fact, FactKind, Failure, ForkedFrom, RunError, RunEnd, TriggerInfo, Usage } from './engine/fact.ts';
