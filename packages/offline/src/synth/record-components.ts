import path from "node:path";
import { type Evaluation, type SiteBuild, SynthError } from "./evaluation.ts";

/** SST's own: `change` sees the arguments of every component of a type before the component does. */
export type Transform = <Args>(
  component: { __pulumiType: string },
  change: (args: Args, options: unknown, name: string) => void,
) => void;

interface SiteArgs {
  path?: unknown;
  build?: { command?: unknown; output?: unknown };
}

/** @returns the app's secrets. One without a placeholder has an empty value: it has to be set before the app can run. */
export function recordSecrets($transform: Transform): Evaluation["secrets"] {
  const secrets: Evaluation["secrets"] = [];
  $transform<{ placeholder?: unknown }>({ __pulumiType: "sst:sst:Secret" }, ({ placeholder }, _, name) => {
    secrets.push({ name, ...(typeof placeholder === "string" && { placeholder }) });
    if (placeholder === undefined) process.env[`SST_SECRET_${name}`] = "";
  });
  return secrets;
}

/** @returns the app's sites. SST is shown `emptyFolder` as their output, so that they need not be built. */
export function recordSites($transform: Transform, emptyFolder: string): Omit<SiteBuild, "environment">[] {
  const sites: Omit<SiteBuild, "environment">[] = [];
  $transform<SiteArgs>({ __pulumiType: "sst:aws:StaticSite" }, (args, _, name) => {
    const { path: folder = ".", build: { command, output } = {} } = args;
    if (typeof folder !== "string" || typeof command !== "string" || typeof output !== "string") {
      throw new SynthError(`The site ${name} needs "path", "build.command" and "build.output", each a plain string.`);
    }
    sites.push({ name, path: folder, build: { command, output } });
    args.build = { command, output: path.relative(folder, emptyFolder) };
  });
  return sites;
}
