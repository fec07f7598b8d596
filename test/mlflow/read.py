"""What MLflow's own client finds of an experiment, as JSON: its runs and its traces. Arguments: address, name of the experiment."""

import json
import os
import sys

os.environ["MLFLOW_ENABLE_ASYNC_LOGGING"] = "false"

from mlflow import MlflowClient  # noqa: E402

PAGE = 100


def pages(search):
    """All pages of a search."""
    token = None
    while True:
        page = search(token)
        yield from page
        token = page.token
        if not token:
            return


def run_json(run):
    return {
        "id": run.info.run_id,
        "status": run.info.status,
        "params": run.data.params,
        "metrics": run.data.metrics,
        "tags": run.data.tags,
    }


def span_json(span):
    return {
        "id": span.span_id,
        "parent": span.parent_id,
        "name": span.name,
        "type": span.span_type,
        "status": span.status.status_code.value,
        "inputs": span.inputs,
        "outputs": span.outputs,
        "usage": span.attributes.get("mlflow.chat.tokenUsage"),
        "start": span.start_time_ns // 1_000_000,
        "end": span.end_time_ns // 1_000_000,
    }


def assessment_json(assessment):
    return {
        "name": assessment.name,
        "value": assessment.value,
        "source": [str(assessment.source.source_type), assessment.source.source_id],
        "rationale": assessment.rationale,
        "run": assessment.run_id,
        "span": assessment.span_id,
        "valid": assessment.valid,
    }


def trace_json(trace):
    info = trace.info
    return {
        "id": info.trace_id,
        "state": info.state.value,
        "duration": info.execution_duration,
        "request": info.request_preview,
        "metadata": info.trace_metadata,
        "tags": info.tags,
        "usage": info.token_usage,
        "assessments": [assessment_json(assessment) for assessment in info.assessments],
        "spans": [span_json(span) for span in trace.data.spans],
    }


def main(uri, name):
    client = MlflowClient(tracking_uri=uri)
    experiment = client.get_experiment_by_name(name)
    ids = [experiment.experiment_id]
    runs = pages(lambda token: client.search_runs(ids, max_results=PAGE, page_token=token))
    traces = pages(lambda token: client.search_traces(ids, max_results=PAGE, page_token=token))
    found = {"runs": [run_json(run) for run in runs], "traces": [trace_json(trace) for trace in traces]}
    json.dump(found, sys.stdout, default=str)


main(*sys.argv[1:])
