import type { BuildOptions } from "esbuild";

/** To the thread that bundles. */
export interface Order {
  id: number;
  options: BuildOptions;
}

/** From the thread: the bundle's inputs, relative to the working folder, or why there is none. */
export type Built = { id: number; inputs?: string[]; error?: string };
