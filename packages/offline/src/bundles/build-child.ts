import { type BuildFailure, type BuildOptions, build, formatMessages } from "esbuild";
import type { Built, Order } from "./messages.ts";

// It ends by itself when its parent has disconnected, or is gone.
process.on("message", async ({ id, options }: Order) => {
  process.send?.({ id, ...(await make(options)) } satisfies Built);
});

async function make(options: BuildOptions): Promise<Omit<Built, "id">> {
  try {
    const { metafile } = await build({ ...options, metafile: true });
    return { inputs: Object.keys(metafile.inputs) };
  } catch (error) {
    const { errors } = error as Partial<BuildFailure>;
    if (!errors) return { error: (error as Error).message };
    return { error: (await formatMessages(errors, { kind: "error" })).join("\n").trim() };
  }
}
