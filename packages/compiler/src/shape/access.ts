/** Where data goes and by which right: settings that belong to the configuration file. */
const ACCESS =
  /^(?:.*_)?(?:ur[il]|host|endpoint|address|token|api_?key|username|password|secret|credentials?|headers|authorization)(?:_env)?$/i;

/** Whether a key would say where a tracker sends, or by which right. */
export function isAccess(key: string): boolean {
  return ACCESS.test(key);
}
