import * as z from "zod";
import type { Alert } from "../api/types.ts";
import { search } from "../shared/search.ts";

const statuses = ["open", "cleared", "closed"] as const satisfies Alert["status"][];

export const alertsSearch = z.object({ status: search.oneOf(statuses), after: search.text });
