import { type BuildFailure, type BuildOptions, build, formatMessages } from "esbuild";
import { buildAgain } from "./build-again.ts";
import type { Built, Order } from "./messages.ts";

process.on("message", async ({ id, options, again }: Order) => {
  process.send?.({ id, ...(await make(options, again)) } satisfies Built);
});
process.on("disconnect", () => process.exit());

async function make(options: BuildOptions, again: boolean): Promise<Omit<Built, "id">> {
  try {
    const built = again ? await buildAgain(options) : undefined;
    const { metafile } = built ?? (await build({ ...options, metafile: true }));
    return { inputs: Object.keys(metafile.inputs) };
  } catch (error) {
    const { errors } = error as Partial<BuildFailure>;
    if (!errors) return { error: (error as Error).message };
    return { error: (await formatMessages(errors, { kind: "error" })).join("\n").trim() };
  }
}
