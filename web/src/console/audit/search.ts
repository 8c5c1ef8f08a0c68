import * as z from "zod";
import type { AuditRecord } from "../api/types.ts";
import { search } from "../shared/search.ts";

export const STATUSES = ["started", "succeeded", "failed", "refused"] as const satisfies AuditRecord["status"][];

export const auditSearch = z.object({
  q: search.text,
  action: search.text,
  actor: search.text,
  target: search.text,
  status: search.oneOf(STATUSES),
  after: search.text,
});
