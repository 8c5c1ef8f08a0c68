import type { FunctionBundling, Site } from "../graph/types.ts";

/** Everything `sst.config.ts` registers, before it is converted to the graph. */
export interface Evaluation {
  app: string;
  resources: Resource[];
  functions: FunctionBuild[];
  sites: SiteBuild[];
  secrets: { name: string; placeholder?: string }[];
  /** The possible contents of `Resource.<name>`, for every linkable of the app. */
  linkables: Linkable[];
  /** The user's files that were run, relative to the root. */
  sources: string[];
}

export interface Resource {
  /** Pulumi's type: `aws:sqs/queue:Queue`. */
  type: string;
  name: string;
  /** The name of the component it belongs to; its own name if it was created directly. */
  owner: string;
  /** False for components, which only group resources. */
  custom: boolean;
  inputs: Record<string, unknown>;
}

/** What SST asks its builder for. */
export interface FunctionBuild {
  functionID: string;
  handler: string;
  links: Record<string, { type: string } & Record<string, unknown>>;
  esbuild?: FunctionBundling;
}

export interface SiteBuild {
  name: string;
  path: string;
  build: { command: string; output: string };
  environment: Record<string, string>;
  fileOptions: Site["fileOptions"];
}

export interface Linkable {
  name: string;
  properties: { type: string } & Record<string, unknown>;
  /** A TypeScript type given by the linkable itself, instead of the inferred one. */
  typescriptType?: string;
}

/** An error in the user's files, worded so that the user can fix it. */
export class SynthError extends Error {
  override readonly name = "SynthError";
}
