import { eventSourceFindings } from "../limits/event-sources.ts";
import type { Finding } from "../limits/finding.ts";
import { messagingFindings } from "../limits/messaging.ts";
import { tableFindings } from "../limits/tables.ts";
import { evaluateInProcess } from "../synth/evaluate-process.ts";
import { normalize } from "../synth/normalize.ts";
import { installPlatform } from "../synth/platform.ts";
import { accountFindings } from "./accounts.ts";
import { apiFindings } from "./apis.ts";
import { bundleFindings } from "./bundles.ts";
import { functionFindings } from "./functions.ts";
import { inputFindings } from "./input-types.ts";
import { nameFindings } from "./names.ts";
import { physicalArns, physicalNames } from "./physical-names.ts";
import { policyFindings } from "./policies.ts";

/**
 * Evaluates the stacks for a stage, with the names a deploy would use there, and measures everything that AWS limits.
 *
 * @returns how close everything is to its limit
 * @throws SynthError for errors in the user's files
 */
export async function preflight(
  root: string,
  stage: string,
  onProgress: (line: string) => void = () => {},
): Promise<Finding[]> {
  const platform = await installPlatform(root, onProgress);
  const { evaluation } = await evaluateInProcess(root, platform, stage);
  const graph = normalize(evaluation);
  return [
    ...policyFindings(graph, physicalArns(evaluation)),
    ...nameFindings(physicalNames(evaluation)),
    ...functionFindings(graph, evaluation),
    ...eventSourceFindings(graph),
    ...messagingFindings(graph),
    ...tableFindings(graph),
    ...apiFindings(graph, evaluation),
    ...accountFindings(graph),
    ...(await bundleFindings(root, graph)),
    ...(await inputFindings(platform, evaluation)),
  ];
}

/** @returns for each limit the findings that break it, or the one closest to it */
export function nearest(findings: Finding[]): Finding[] {
  return [...Map.groupBy(findings, ({ limit }) => limit).values()].flatMap((all) => {
    const broken = all.filter(({ fits }) => !fits);
    if (broken.length > 0) return broken;
    return all.toSorted((a, b) => share(b) - share(a)).slice(0, 1);
  });
}

function share({ found, allowed }: Finding): number {
  return typeof found === "number" && typeof allowed === "number" && allowed > 0 ? found / allowed : 0;
}
