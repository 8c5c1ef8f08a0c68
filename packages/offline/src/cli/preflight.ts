import type { Finding } from "../limits/finding.ts";
import { preflight as measure, nearest } from "../preflight/preflight.ts";
import type { Output } from "./output.ts";

/** Prints how close a deploy of the stage is to AWS's limits. @returns 1 if AWS would refuse something */
export async function preflight(root: string, stage: string, out: Output): Promise<number> {
  const findings = await measure(root, stage, (line) => out.line(line));
  const rows = nearest(findings);
  const broken = rows.filter(({ fits }) => !fits);
  const width = Math.max(...rows.map(({ limit }) => limit.length));
  for (const finding of rows) {
    const line = `${finding.fits ? "ok " : "NO "} ${finding.limit.padEnd(width)}  ${measured(finding)}`;
    out.line(finding.fits ? line : out.style("red", line));
    if (!finding.fits) out.line(`    ${finding.source}`);
  }
  out.line("");
  if (broken.length === 0) out.line(`${findings.length} checks: the stage ${stage} fits.`);
  else out.problem(`AWS would refuse the stage ${stage}: ${broken.length} of ${findings.length} checks do not hold.`);
  return broken.length === 0 ? 0 : 1;
}

function measured({ subject, found, allowed }: Finding): string {
  if (typeof found === "number" && typeof allowed === "number")
    return `${found.toLocaleString("en")} of ${allowed.toLocaleString("en")} (${subject})`;
  return `${found}; wanted: ${allowed} (${subject})`;
}
