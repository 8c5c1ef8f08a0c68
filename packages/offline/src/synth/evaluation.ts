import type { Site } from "../graph/types.ts";

/** What `sst.config.ts` registers when it runs, before it is put into the terms of the graph. */
export interface Evaluation {
  app: string;
  resources: Resource[];
  functions: FunctionBuild[];
  sites: SiteBuild[];
  secrets: { name: string; placeholder?: string }[];
  /** What `Resource.<name>` can hold, for every linkable of the app. */
  linkables: Linkable[];
  /** The files of the user that were run, relative to the root. */
  sources: string[];
}

export interface Resource {
  /** Pulumi's type: `aws:sqs/queue:Queue`. */
  type: string;
  name: string;
  /** The name of the component it was made for; its own name when it was made directly. */
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
  /** What the function's `nodejs.esbuild` says, as far as it changes what its bundle weighs. */
  esbuild?: { external?: string[]; keepNames?: boolean };
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
  /** A TypeScript type given by the linkable itself, in place of the inferred one. */
  typescriptType?: string;
}

/** What goes wrong in the user's files, told so that the user can mend it. */
export class SynthError extends Error {
  override readonly name = "SynthError";
}
