import { basename } from "node:path";
import { isUninteresting, type Watching } from "./watched-paths.ts";

const everyMs = 1_000;

/** Looks at all files every second, where the system cannot report changes. */
export async function pollFiles(
  paths: string[],
  { ignored, edited }: { ignored: string[]; edited(file: string): void },
): Promise<Watching> {
  const { watch } = await import("chokidar");
  const watcher = watch(paths, {
    ignoreInitial: true,
    ignored: [...ignored, (path) => isUninteresting(basename(path)) && !paths.includes(path)],
    usePolling: true,
    interval: everyMs,
  });
  watcher.on("all", (_event, file) => edited(file));
  // Without a listener an error would end the process. Files that have disappeared meanwhile do not matter.
  watcher.on("error", () => {});
  await new Promise<void>((resolve) => watcher.once("ready", resolve));
  return watcher;
}
