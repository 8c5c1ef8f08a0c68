import type { Graph } from "../graph/types.ts";
import { eventSourceFindings } from "../limits/event-sources.ts";
import { messagingFindings } from "../limits/messaging.ts";
import { tableFindings } from "../limits/tables.ts";
import { SynthError } from "./evaluation.ts";

/**
 * The laptop refuses whatever AWS would refuse of the graph in any stage. (The preflight checks limits that depend on
 * names and on the account.)
 *
 * @throws SynthError with every broken limit and AWS's page about it
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
