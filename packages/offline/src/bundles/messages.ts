import type { BuildOptions } from "esbuild";

/** To the process that bundles. */
export interface Order {
  id: number;
  options: BuildOptions;
  /** Whether it has been built before, and may soon be once more: what is parsed is remembered. */
  again: boolean;
}

/** From it: the bundle's inputs, relative to the working folder, or why there is none. */
export type Built = { id: number; inputs?: string[]; error?: string };
