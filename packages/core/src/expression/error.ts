/** An expression that cannot be evaluated over the values it met. Never taken for false. */
export class EvaluationError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'EvaluationError';
  }
}
