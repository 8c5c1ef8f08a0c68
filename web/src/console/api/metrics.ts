import type { MetricHistory, MetricRange } from "@donut/contracts/metrics";
import { queryOptions } from "@tanstack/react-query";
import { call } from "../../api/http.ts";
import { adminUrl } from "../../api/urls.ts";
import { searchOf } from "./urls.ts";

/** The numbers of a range: of one queue, or of all together. The last ones stay until those of another range arrive. */
export const metricsQuery = (range: MetricRange, queue?: string) =>
  queryOptions({
    queryKey: ["admin", "metrics", queue ?? "all", range],
    queryFn: ({ signal }) => call<MetricHistory>(`${adminUrl}/metrics${searchOf({ range, queue })}`, { signal }),
  });
