import { faultText } from "@donut/contracts/faults";
import { deadLetterFilter } from "@donut/core/dead-letters/dead-letter";
import type { Selection } from "@donut/core/repair/task";
import * as z from "zod";

/** The dead letters that a request is about. */
export const chosen = {
  messageIds: z.array(z.string().min(1).max(100)).min(1, faultText("no-messages")).max(1_000).optional(),
  filter: deadLetterFilter
    .refine((filter) => Object.values(filter).some((value) => value !== undefined), faultText("empty"))
    .optional(),
  dryRun: z.boolean(faultText("boolean")).default(false),
};

interface Chosen {
  messageIds?: string[] | undefined;
  filter?: z.infer<typeof deadLetterFilter> | undefined;
}

export const notBoth: [(chosen: Chosen) => boolean, { path: string[]; message: string }] = [
  ({ messageIds, filter }: Chosen) => messageIds === undefined || filter === undefined,
  { path: ["filter"], message: faultText("not-both", { other: "messageIds" }) },
];

/** The answer to a dry run. */
export const counted = z.object({ count: z.int(), of: z.int(), indexedAt: z.iso.datetime().optional() });

/** @returns a selection of all of them if none are chosen. */
export function selectionOf({ messageIds, filter }: Chosen): Selection {
  if (messageIds) return { which: "ids", messageIds: [...new Set(messageIds)] };
  return filter ? { which: "filter", filter } : { which: "all" };
}
