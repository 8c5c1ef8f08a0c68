import { watch } from "chokidar";

/** Long enough for an editor, a formatter or a checkout to finish writing. */
const settleMs = 100;

/** Dependencies, what builds make, and hidden folders such as `.git` and the runtime's own data. */
const uninteresting = /(^|[/\\])(node_modules|dist|\.[^/\\]+)$/;

/**
 * Calls `changed` with the absolute paths of the files that were added, edited or removed, once things are calm.
 *
 * @param ignored further paths that do not count, with all they hold
 */
export async function watchSources(
  folders: string[],
  changed: (files: string[]) => void,
  ignored: string[] = [],
): Promise<{ close(): Promise<void> }> {
  const watcher = watch(folders, {
    ignoreInitial: true,
    ignored: [...ignored, (path) => uninteresting.test(path) && !folders.includes(path)],
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
  return {
    close() {
      clearTimeout(timer);
      return watcher.close();
    },
  };
}
