import { envTypesFileName, graphFileName } from "../synth/graph-file.ts";
import { synthesize, writeSynthesis } from "../synth/synthesize.ts";
import type { Output } from "./output.ts";

/** Makes the graph and its resource types anew, whether or not they are out of date. */
export async function synth(root: string, out: Output): Promise<number> {
  const started = performance.now();
  await writeSynthesis(root, await synthesize({ root, onProgress: (line) => out.line(line) }));
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  out.line(`${graphFileName} and ${envTypesFileName} are up to date (${seconds} s).`);
  return 0;
}
