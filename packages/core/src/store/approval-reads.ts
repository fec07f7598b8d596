// Questions of runs: the part of the read side that tells of them.
import { hideApproval } from '../hiding/hide-seen.ts';
import { hiddenReads } from './hidden.ts';
import { DEFAULT_LIMIT, pageOf, toApproval } from './mapping.ts';
import type { Raw } from './mapping.ts';
import type { ApprovalRow, StoreReader } from './rows.ts';
import type { Store } from './store.ts';

const APPROVAL = `SELECT a.*, r.workflow, r.run FROM approvals a JOIN runs r ON r.id = a.run_id`;

/** Reads of approvals, without what is hidden. */
export function approvalReads({ get, all }: Pick<Store, 'get' | 'all'>): Pick<StoreReader, 'approvals' | 'approval'> {
  function seen(): (row: Raw) => ApprovalRow {
    const hides = hiddenReads({ get, all });
    return (row) => hideApproval(toApproval(row), hides.of(Number(row['run'])));
  }

  return {
    approvals: ({ open = false, limit = DEFAULT_LIMIT, cursor } = {}) => {
      const [created = '9', runId = '~', key = ''] = cursor?.split(' ') ?? [];
      // Rows are what the migrations declare; mapping.ts names each column's type.
      const rows = all(
        `${APPROVAL} WHERE (a.created, a.run_id, a.key) < (?, ?, ?) ${open ? 'AND a.closed IS NULL' : ''}
          ORDER BY a.created DESC, a.run_id DESC, a.key DESC LIMIT ?`,
        cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(created),
        runId,
        key,
        limit + 1,
      ) as readonly Raw[];
      const cursorOf = (row: Raw): string => `${row['created']} ${row['run_id']} ${row['key']}`;
      return pageOf(rows, { limit, map: seen(), cursor: cursorOf });
    },
    approval: (runId, key) => {
      const row = get(`${APPROVAL} WHERE a.run_id = ? AND a.key = ?`, runId, key) as Raw | undefined;
      return row && seen()(row);
    },
  };
}
