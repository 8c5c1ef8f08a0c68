import { type FSWatcher, watch } from "chokidar";

/** Long enough for an editor, a formatter or a checkout to finish writing. */
const settleMs = 100;
/** How often files are polled where the system cannot report changes. */
const lookEveryMs = 1_000;

/** Dependencies, build output, and hidden folders such as `.git` and the runtime's own data. */
const uninteresting = /(^|[/\\])(node_modules|dist|\.[^/\\]+)$/;

export interface WatchOptions {
  /** Further paths to ignore, with everything below them. */
  ignored?: string[];
  /** Called when the system has no watches left, and files are polled every second instead. */
  warn?(text: string): void;
}

/**
 * Calls `changed` with the absolute paths of the files that were added, edited or removed, once writing has settled.
 */
export async function watchSources(
  folders: string[],
  changed: (files: string[]) => void,
  { ignored = [], warn = () => {} }: WatchOptions = {},
): Promise<{ close(): Promise<void> }> {
  const pending = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let watcher = begin(false);
  let replacing: Promise<void> | undefined;

  if (folders.length > 0) await ready(watcher);
  await replacing;
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await replacing;
      await watcher.close();
    },
  };

  function begin(usePolling: boolean): FSWatcher {
    const begun = watch(folders, {
      ignoreInitial: true,
      ignored: [...ignored, (path) => uninteresting.test(path) && !folders.includes(path)],
      usePolling,
      interval: lookEveryMs,
    });
    begun.on("all", (_event, file) => {
      pending.add(file);
      clearTimeout(timer);
      timer = setTimeout(tell, settleMs);
    });
    // Without a listener an error would end the process. Files that have disappeared meanwhile do not matter.
    begun.on("error", (error) => {
      if (!usePolling && !closed) replacing ??= look(error as Error);
    });
    return begun;
  }

  async function look(error: Error): Promise<void> {
    warn(`files are looked at every second from now on, since they cannot be watched: ${error.message}`);
    const before = watcher;
    watcher = begin(true);
    await Promise.all([before.close(), ready(watcher)]);
  }

  function tell(): void {
    const files = [...pending];
    pending.clear();
    changed(files);
  }
}

async function ready(watcher: FSWatcher): Promise<void> {
  await new Promise<void>((resolve) => {
    watcher.once("ready", resolve).once("error", () => resolve());
  });
}
