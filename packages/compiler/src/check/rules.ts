import type { CheckRule } from './context.ts';
import { defaultFits } from './rules/default-fits.ts';
import { durations } from './rules/durations.ts';
import { envNames } from './rules/env-names.ts';
import { errorTargets } from './rules/error-targets.ts';
import { joins } from './rules/joins.ts';
import { knownEdges } from './rules/known-edges.ts';
import { knownModel } from './rules/known-model.ts';
import { knownProvider } from './rules/known-provider.ts';
import { fallbackModels } from './rules/fallback-models.ts';
import { modelSettings } from './rules/model-settings.ts';
import { noCycle } from './rules/no-cycle.ts';
import { noLiteralSecrets } from './rules/no-literal-secrets.ts';
import { orderedWriters } from './rules/ordered-writers.ts';
import { routes } from './rules/routes.ts';
import { schedules } from './rules/schedules.ts';
import { structuredLoops } from './rules/structured-loops.ts';
import { uniqueNames } from './rules/unique-names.ts';
import { usableSchemas } from './rules/usable-schemas.ts';
import { usedFields } from './rules/used-fields.ts';

/** All rules over the whole document, in the order of their findings' codes. */
export const RULES: readonly CheckRule[] = [
  durations,
  usableSchemas,
  modelSettings,
  fallbackModels,
  knownProvider,
  knownModel,
  envNames,
  noLiteralSecrets,
  schedules,
  uniqueNames,
  knownEdges,
  noCycle,
  orderedWriters,
  defaultFits,

  structuredLoops,
  routes,
  errorTargets,
  joins,
];

/** Rules that are asked only of a document without errors: what an error names wrongly must not look unused. */
export const HINTS: readonly CheckRule[] = [usedFields];
