// Apart from the reader, which loads a YAML parser and a validator.
/** What is wrong with a configuration file: one sentence for each finding, with its place. */
export class ConfigError extends Error {
  readonly code = 'CONFIG_INVALID';
  constructor(message: string) {
    super(message);
    this.name = 'ConfigError';
  }
}
