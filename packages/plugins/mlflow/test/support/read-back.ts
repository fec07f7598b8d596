// What a real server has of an experiment's runs, through the REST API and without the tracker's client.

type Texts = { readonly [name: string]: string };

export type ReadBack = {
  readonly name: string;
  readonly status: string;
  readonly startTime: number;
  readonly endTime: number | undefined;
  readonly params: Texts;
  readonly metrics: { readonly [name: string]: number };
  readonly tags: Texts;
  /** Contents by name. */
  readonly files: Texts;
};

type Entry<T> = { readonly key: string; readonly value: T };
type Answer = {
  readonly experiment?: { readonly experiment_id: string };
  readonly runs?: readonly {
    readonly info: {
      readonly run_id: string;
      readonly run_name: string;
      readonly status: string;
      readonly start_time: number;
      readonly end_time?: number;
      readonly artifact_uri: string;
    };
    readonly data: {
      readonly params?: readonly Entry<string>[];
      readonly metrics?: readonly Entry<number>[];
      readonly tags?: readonly Entry<string>[];
    };
  }[];
  readonly files?: readonly { readonly path: string }[];
};

const mapOf = <T>(entries: readonly Entry<T>[] = []): { readonly [name: string]: T } =>
  Object.fromEntries(entries.map(({ key, value }) => [key, value]));

export async function readBack(
  url: string,
  experiment: string,
  { withFiles = true }: { readonly withFiles?: boolean } = {},
): Promise<readonly ReadBack[]> {
  const ask = async (path: string, body?: object): Promise<Answer> => {
    const init = { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    return (await (await fetch(`${url}/api/2.0/${path}`, body === undefined ? {} : init)).json()) as Answer;
  };
  const name = encodeURIComponent(experiment);
  const found = await ask(`mlflow/experiments/get-by-name?experiment_name=${name}`);
  const { runs = [] } = await ask('mlflow/runs/search', {
    experiment_ids: [found.experiment?.experiment_id],
    max_results: 1000,
  });
  const filesOf = async (runId: string, artifactUri: string): Promise<Texts> => {
    if (!withFiles) return {};
    const { files = [] } = await ask(`mlflow/artifacts/list?run_id=${runId}`);
    const folder = new URL(artifactUri).pathname;
    const contents = files.map(async ({ path }) => {
      const response = await fetch(`${url}/api/2.0/mlflow-artifacts/artifacts${folder}/${path}`);
      return [path, await response.text()] as const;
    });
    return Object.fromEntries(await Promise.all(contents));
  };
  const read: ReadBack[] = [];
  for (const { info, data } of runs) {
    read.push({
      name: info.run_name,
      status: info.status,
      startTime: info.start_time,
      endTime: info.end_time,
      params: mapOf(data.params),
      metrics: mapOf(data.metrics),
      tags: mapOf(data.tags),
      files: await filesOf(info.run_id, info.artifact_uri),
    });
  }
  return read;
}
