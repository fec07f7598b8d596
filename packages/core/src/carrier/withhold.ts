// What Node's permissions leave open to a process and a plugin has no use for. A signal to the host, SIGUSR1 above all, which opens
// its debugger, is taken away before any code of the plugin is there.
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';

const OF_PROCESS = ['kill', '_kill', '_debugProcess', '_debugEnd', 'execve'] as const;

export function withhold(): void {
  const refuse = (name: string) => (): never => {
    throw Object.assign(new Error(`${name} is not there for a plugin in a process of its own`), {
      code: 'ERR_ACCESS_DENIED',
    });
  };
  for (const name of OF_PROCESS)
    Object.defineProperty(process, name, { value: refuse(`process.${name}`), writable: false, configurable: false });
  Object.defineProperty(os, 'setPriority', { value: refuse('os.setPriority'), writable: false, configurable: false });
  syncBuiltinESMExports();
}
