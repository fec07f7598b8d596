import { openFakeMlflow } from './support/fake-mlflow.ts';
import type { FakeMlflow } from './support/fake-mlflow.ts';
import { itIsAnMlflow } from './support/contract.ts';

describe('the fake MLflow', () => {
  let fake: FakeMlflow;
  before(async () => {
    fake = await openFakeMlflow();
  });
  after(() => fake.stop());

  itIsAnMlflow(() => fake);
});
