import path from "node:path";
import * as z from "zod";
import { type Evaluation, type SiteBuild, SynthError } from "./evaluation.ts";
import { faultsOf, harmless, unsupported } from "./normalize/resources.ts";

/** SST's own `$transform`: `change` sees the arguments of every component of a type before the component does. */
export type Transform = <Args>(
  component: { __pulumiType: string },
  change: (args: Args, options: unknown, name: string) => void,
) => void;

const globs = z.union([z.string(), z.array(z.string())]).transform((it) => [it].flat());

const siteArgs = z.strictObject({
  path: z.string().default("."),
  build: z.strictObject({ command: z.string(), output: z.string() }),
  assets: z
    .strictObject({
      // SST's default for a site without this setting.
      fileOptions: z
        .array(
          z.strictObject({
            files: globs,
            ignore: globs.default([]),
            cacheControl: z.string().optional(),
            contentType: unsupported,
          }),
        )
        .default([
          { files: ["**"], ignore: [], cacheControl: "max-age=31536000,public,immutable" },
          { files: ["**/*.html"], ignore: [], cacheControl: "max-age=0,no-cache,no-store,must-revalidate" },
        ]),
      path: unsupported,
      routes: unsupported,
      purge: harmless("the build's own folder is served"),
    })
    .prefault({}),
  edge: unsupported,
  errorPage: unsupported,
  indexPage: unsupported,
  route: unsupported,
  router: unsupported,
  base: unsupported,
  domain: unsupported,
  cdn: unsupported,
  environment: z.unknown().optional(),
  transform: z.unknown().optional(),
  invalidation: harmless("nothing is kept between the build's folder and a browser"),
  dev: harmless("of `sst dev`"),
  vite: harmless("where SST writes types"),
});

/** @returns the app's secrets. One without a placeholder has an empty value and must be set before the app can run. */
export function recordSecrets($transform: Transform): Evaluation["secrets"] {
  const secrets: Evaluation["secrets"] = [];
  $transform<{ placeholder?: unknown }>({ __pulumiType: "sst:sst:Secret" }, ({ placeholder }, _, name) => {
    secrets.push({ name, ...(typeof placeholder === "string" && { placeholder }) });
    if (placeholder === undefined) process.env[`SST_SECRET_${name}`] = "";
  });
  return secrets;
}

/** @returns the app's sites. SST gets `emptyFolder` as their output, so that they need not be built. */
export function recordSites($transform: Transform, emptyFolder: string): Omit<SiteBuild, "environment">[] {
  const sites: Omit<SiteBuild, "environment">[] = [];
  $transform<{ build?: object }>({ __pulumiType: "sst:aws:StaticSite" }, (args, _, name) => {
    const { path: folder, build, assets } = siteArgsOf(name, args);
    sites.push({ name, path: folder, build, fileOptions: assets.fileOptions });
    args.build = { command: build.command, output: path.relative(folder, emptyFolder) };
  });
  return sites;
}

function siteArgsOf(name: string, args: object): z.output<typeof siteArgs> {
  const parsed = siteArgs.safeParse(args);
  if (parsed.success) return parsed.data;
  const title = `The site ${name} cannot be run by the offline runtime:`;
  throw new SynthError([title, ...faultsOf(parsed.error)].join("\n"));
}
