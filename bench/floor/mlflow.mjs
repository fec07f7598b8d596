// What a tracker of MLflow asks for, answered at once and forgotten, or with `hangs` never answered. Prints its port.
import { createServer } from 'node:http';
import { setPriority } from 'node:os';

// A server elsewhere takes nothing from the processors of the runs.
setPriority(19);
const hangs = process.argv[2] === 'hangs';
let runs = 0;

function answerTo(path) {
  if (path.includes('experiments/get-by-name'))
    return { experiment: { experiment_id: '1', lifecycle_stage: 'active' } };
  if (!path.endsWith('runs/create')) return {};
  const id = (runs += 1).toString(16).padStart(32, '0');
  return {
    run: { info: { run_id: id, status: 'RUNNING', artifact_uri: `mlflow-artifacts:/1/${id}/artifacts` }, data: {} },
  };
}

const server = createServer((request, response) => {
  request.resume();
  if (hangs) return;
  request.on('end', () => response.end(JSON.stringify(answerTo(request.url ?? ''))));
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
// With who has started it, also where that one is killed.
process.on('disconnect', () => process.exit());
