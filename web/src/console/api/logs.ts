import type { ConsumerLog } from "@donut/contracts/logs";
import { queryOptions } from "@tanstack/react-query";
import { call } from "../../api/http.ts";
import { queueUrl } from "./urls.ts";

const SHOWN = 10;

/** The last lines of the log of a queue's consumer. */
export const consumerLogQuery = (queue: string) =>
  queryOptions({
    queryKey: ["admin", "queues", queue, "log"],
    queryFn: ({ signal }) => call<ConsumerLog>(`${queueUrl(queue)}/consumer/logs?limit=${SHOWN}`, { signal }),
  });
