export { formatHuman } from './human.ts';
export { formatJson } from './json.ts';
export { formatGithub } from './github.ts';
export { formatTypes } from './types.ts';
export { formatSarif } from './sarif.ts';
