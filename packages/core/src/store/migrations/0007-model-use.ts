/**
 * What attempts used of models: a row for each model in each attempt, written with the attempt's fact. Costs are whole billionths of a
 * dollar, whose sums are exact. Runs of before noted one sum for each attempt that succeeded, and its model with the input.
 */
export const MODEL_USE = `
  CREATE TABLE model_use(
    pos INTEGER NOT NULL, part INTEGER NOT NULL, run INTEGER NOT NULL, time INTEGER NOT NULL, node TEXT NOT NULL,
    provider TEXT NOT NULL, model TEXT NOT NULL, calls INTEGER NOT NULL, unknown_calls INTEGER NOT NULL,
    input_tokens INTEGER, output_tokens INTEGER, cost_billionths INTEGER, prices TEXT, PRIMARY KEY(pos, part)) WITHOUT ROWID;
  CREATE INDEX model_use_by_time ON model_use(time);
  CREATE INDEX model_use_by_run ON model_use(run);
  INSERT INTO model_use
    SELECT pos, 0, run, body ->> '$.time', body ->> '$.node', body ->> '$.input.provider', body ->> '$.input.model',
      coalesce(body ->> '$.llm_calls', 1),
      iif(body ->> '$.cost_usd' IS NULL, coalesce(body ->> '$.llm_calls', 1), 0),
      body ->> '$.usage.input_tokens', body ->> '$.usage.output_tokens',
      CAST(round((body ->> '$.cost_usd') * 1e9) AS INTEGER), NULL
    FROM journal WHERE kind = 'node.completed' AND body ->> '$.input.provider' IS NOT NULL
      AND body ->> '$.input.model' IS NOT NULL
      AND (body ->> '$.usage.input_tokens' IS NOT NULL OR body ->> '$.usage.output_tokens' IS NOT NULL);
`;
