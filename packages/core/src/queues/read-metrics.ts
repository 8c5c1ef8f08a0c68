import { CloudWatchClient, type MetricDataQuery, paginateGetMetricData } from "@aws-sdk/client-cloudwatch";

export interface MetricQuery {
  namespace: "AWS/SQS" | "AWS/Lambda";
  metric: string;
  dimension: [name: string, value: string];
  statistic: "Sum" | "Maximum" | "SampleCount";
}

/** From the start of a period until now. */
interface Span {
  from: number;
  to: number;
  periodSeconds: number;
}

const mostQueries = 500;
const cloudwatch = /* @__PURE__ */ new CloudWatchClient({});

/**
 * Reads metrics from CloudWatch, which charges for each.
 *
 * @returns for each query its values by the start of their period (ms since the epoch); periods without data are left out
 */
export async function readMetrics(
  queries: MetricQuery[],
  { from, to, periodSeconds }: Span,
): Promise<Map<number, number>[]> {
  const found = queries.map(() => new Map<number, number>());
  const asked = queries.map((query, index) => queryOf(query, index, periodSeconds));
  for (let first = 0; first < asked.length; first += mostQueries) {
    const pages = paginateGetMetricData(
      { client: cloudwatch },
      {
        MetricDataQueries: asked.slice(first, first + mostQueries),
        StartTime: new Date(from),
        EndTime: new Date(to),
        ScanBy: "TimestampAscending",
      },
    );
    for await (const { MetricDataResults: results = [] } of pages) {
      for (const { Id: id = "", Timestamps: times = [], Values: values = [] } of results) {
        const known = found[Number(id.slice(1))];
        for (const [position, time] of times.entries()) known?.set(time.getTime(), values[position] ?? 0);
      }
    }
  }
  return found;
}

function queryOf({ namespace, metric, dimension, statistic }: MetricQuery, index: number, Period: number) {
  const [Name, Value] = dimension;
  return {
    Id: `q${index}`,
    MetricStat: {
      Metric: { Namespace: namespace, MetricName: metric, Dimensions: [{ Name, Value }] },
      Period,
      Stat: statistic,
    },
  } satisfies MetricDataQuery;
}
