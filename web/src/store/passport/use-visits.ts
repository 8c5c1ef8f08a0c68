import { useQueries } from "@tanstack/react-query";
import { useEffect } from "react";
import { orderQuery } from "../order/order-query.ts";
import { renewVisit } from "../shared/keep-visit.ts";
import { useOwnVisits, type Visit } from "../shared/visits.ts";

/** The passport's orders. Asks for the outcome of those that were still queued. */
export function useVisits(): Visit[] {
  const past = useOwnVisits();
  const waiting = past.filter(({ status }) => status === "queued");
  const answers = useQueries({ queries: waiting.map(({ id }) => orderQuery(id)) });
  useEffect(() => {
    for (const { data } of answers) if (data) renewVisit(data.order);
  }, [answers]);
  return past;
}
