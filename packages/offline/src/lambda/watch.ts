import { pollFiles } from "./watch-by-polling.ts";
import { watchNatively } from "./watch-natively.ts";
import type { Watching } from "./watched-paths.ts";

/** Long enough for an editor, a formatter or a checkout to finish writing. */
const settleMs = 50;

export interface WatchOptions {
  /** Further paths to ignore, with everything below them. */
  ignored?: string[];
  /** Called when the system cannot report changes, and files are polled every second instead. */
  warn?(text: string): void;
}

/**
 * Calls `changed` with the absolute paths of the files that were added, edited or removed, once writing has settled.
 *
 * @param paths folders, with everything below them, and files
 */
export async function watchSources(
  paths: string[],
  changed: (files: string[]) => void,
  { ignored = [], warn = () => {} }: WatchOptions = {},
): Promise<Watching> {
  const pending = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let polling: Promise<Watching> | undefined;
  const native = await watchNatively(paths, { ignored, edited, failed: pollInstead });
  await polling;
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await native.close();
      await (await polling)?.close();
    },
  };

  function edited(file: string): void {
    if (closed) return;
    pending.add(file);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const files = [...pending];
      pending.clear();
      changed(files);
    }, settleMs);
  }

  function pollInstead(error: Error): void {
    if (closed || polling) return;
    warn(`files are looked at every second from now on, since they cannot be watched: ${error.message}`);
    polling = pollFiles(paths, { ignored, edited });
  }
}
