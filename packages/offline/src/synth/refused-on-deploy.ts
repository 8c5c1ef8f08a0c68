import type { Graph } from "../graph/types.ts";
import { eventSourceFindings } from "../preflight/event-sources.ts";
import { messagingFindings } from "../preflight/messaging.ts";
import { tableFindings } from "../preflight/tables.ts";
import { SynthError } from "./evaluation.ts";

/**
 * What AWS would refuse of the graph, whatever the stage, the laptop refuses as well. (Limits that depend on names and on
 * the account are the preflight's.)
 *
 * @throws SynthError with every limit that is broken and where AWS says so
 */
export function refuseWhatAwsRefuses(graph: Graph): void {
  const findings = [...eventSourceFindings(graph), ...messagingFindings(graph), ...tableFindings(graph)];
  const broken = findings.filter(({ fits }) => !fits);
  if (broken.length === 0) return;
  throw new SynthError(
    [
      "AWS would refuse this:",
      ...broken.map(
        ({ subject, limit, found, allowed, source }) =>
          `  ${subject}: ${limit}: ${found}, allowed: ${allowed} (${source})`,
      ),
    ].join("\n"),
  );
}
