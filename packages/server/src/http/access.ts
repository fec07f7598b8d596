import type { Scope } from '@configurable-agents/core';

/**
 * Who may call a route. `public`: anybody. `signed`: what comes proves itself, by its signature. A scope: who has it, and who calls from this
 * machine. `proven`: who shows a token of the scope `admin`, also from this machine, where others may have an account.
 */
export type Access = 'public' | 'signed' | Scope | 'proven';
