import { watch } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";
import { isUninteresting, uninterestingGlobs, type Watching } from "./watched-paths.ts";

interface NativeOptions {
  ignored: string[];
  edited(file: string): void;
  /** Called when the system has no watches left, or there is no native watcher for it. */
  failed(error: Error): void;
}

/** Lets the system report changes. What does not exist when it begins is reported only if it is a file. */
export async function watchNatively(paths: string[], options: NativeOptions): Promise<Watching> {
  const started = await Promise.allSettled(
    paths.map(async (path) => ((await isFolder(path)) ? watchFolder(path, options) : watchFile(path, options))),
  );
  for (const start of started) if (start.status === "rejected") options.failed(start.reason);
  const running = started.filter((start) => start.status === "fulfilled").map(({ value }) => value);
  return { close: async () => void (await Promise.all(running.map((each) => each.close()))) };
}

async function watchFolder(folder: string, { ignored, edited, failed }: NativeOptions): Promise<Watching> {
  const { default: watcher } = await import("@parcel/watcher");
  const subscription = await watcher.subscribe(
    folder,
    (error, events) => {
      if (error) return failed(error);
      for (const { path } of events) if (!relative(folder, path).split(sep).some(isUninteresting)) edited(path);
    },
    { ignore: [...ignored, ...uninterestingGlobs] },
  );
  return { close: () => subscription.unsubscribe() };
}

/** By its folder, since editors replace files. */
async function watchFile(file: string, { edited, failed }: NativeOptions): Promise<Watching> {
  const folder = dirname(file);
  const watcher = watch(folder, (_event, name) => {
    if (name === basename(file)) edited(join(folder, name));
  });
  watcher.on("error", failed);
  return { close: async () => watcher.close() };
}

const isFolder = async (path: string) => (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
