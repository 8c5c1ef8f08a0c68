import type { AuditSearch } from "../api/records.ts";
import type { AuditRecord } from "../api/types.ts";
import { textOf } from "../shared/search.ts";

export const STATUSES = ["started", "succeeded", "failed", "refused"] as const satisfies AuditRecord["status"][];

export function validateAuditSearch(search: Record<string, unknown>): AuditSearch {
  const status = STATUSES.find((it) => it === search.status);
  return {
    ...textOf("q", search),
    ...textOf("action", search),
    ...textOf("actor", search),
    ...textOf("target", search),
    ...textOf("after", search),
    ...(status && { status }),
  };
}
