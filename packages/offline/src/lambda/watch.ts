import { type FSWatcher, watch } from "chokidar";

/** Long enough for an editor, a formatter or a checkout to finish writing. */
const settleMs = 100;

/** Calls `changed` with the absolute paths of the files that were added, edited or removed, once things are calm. */
export async function watchSources(
  folders: string[],
  changed: (files: string[]) => void,
  ignored: string[] = [],
): Promise<FSWatcher> {
  const watcher = watch(folders, {
    ignoreInitial: true,
    ignored: [...ignored, (path) => /(^|[/\\])(node_modules|\.git)$/.test(path)],
  });
  const pending = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  watcher.on("all", (_event, file) => {
    pending.add(file);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const files = [...pending];
      pending.clear();
      changed(files);
    }, settleMs);
  });
  if (folders.length > 0) await new Promise<void>((resolve) => watcher.once("ready", resolve));
  return watcher;
}
