import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { bundleConfig } from "./bundle.ts";
import { recordArguments, refuseUnknownArguments } from "./component-arguments.ts";
import { type Evaluation, SynthError } from "./evaluation.ts";
import { recordResources } from "./mocks.ts";
import type { Pulumi } from "./pulumi.ts";
import { recordSecrets, recordSites, type Transform } from "./record-components.ts";
import { serveRpc } from "./rpc-server.ts";

/**
 * Runs `sst.config.ts` with the real SST components on a mocked engine: no AWS account, no network, no Pulumi. It
 * changes the working folder, globals and the environment, so it needs a separate process (evaluate-process.ts).
 *
 * @param workspace an empty folder to write in, whose `node_modules` is that of SST's platform
 */
export async function evaluate(root: string, platform: string, workspace: string, stage: string): Promise<Evaluation> {
  process.setSourceMapsEnabled(true);
  const emptyFolder = path.join(workspace, "empty");
  await mkdir(emptyFolder);
  const rpc = await serveRpc(emptyFolder);
  process.env.SST_SERVER = rpc.url;

  const paths = { home: workspace, root, work: workspace, platform };
  const $cli = { command: "deploy", dev: false, paths, state: { version: {} } };
  Object.assign(globalThis, { $app: {}, $dev: false, $cli });

  const bundle = path.join(workspace, "sst.config.mjs");
  const sources = await bundleConfig(root, platform, bundle);
  const { config, run, $transform } = (await import(pathToFileURL(bundle).href)) as Bundle;
  const app = await config.app({ stage });
  Object.assign(globalThis, { $app: { removal: "retain", protect: false, ...app, stage } });

  const load = createRequire(path.join(platform, "package.json"));
  const pulumi: Pulumi = {
    runtime: { ...load("@pulumi/pulumi").runtime, ...load("@pulumi/pulumi/runtime/debuggable") },
  };
  const { resources, linkables } = await recordResources(pulumi, app.name, stage);
  const secrets = recordSecrets($transform);
  const sites = recordSites($transform, emptyFolder);
  const components = recordArguments($transform);

  await pulumi.runtime.runInPulumiStack(() => run(config.run));
  await untilIdle();
  if (pulumi.runtime.leakedPromises()[0].size > 0) {
    throw new SynthError("sst.config.ts waits for a value that is never set, so parts of it were not made.");
  }

  refuseUnknownArguments(components, resources);

  return {
    app: app.name,
    sources,
    resources,
    linkables,
    functions: rpc.functions,
    secrets,
    sites: sites.map((site) => ({ ...site, environment: environmentOf(site.name) })),
  };

  function environmentOf(site: string): Record<string, string> {
    const builder = resources.find((it) => it.owner === site && it.type === "command:local:Command");
    return (builder?.inputs.environment ?? {}) as Record<string, string>;
  }
}

/** SST keeps making resources after `run` has returned; it is done when this process has nothing left to do. */
function untilIdle(): Promise<void> {
  return new Promise((idle) => process.once("beforeExit", () => idle()));
}

interface Bundle {
  config: { app(input: { stage: string }): Promise<{ name: string }> | { name: string }; run(): Promise<unknown> };
  run(program: () => Promise<unknown>): Promise<unknown>;
  $transform: Transform;
}
