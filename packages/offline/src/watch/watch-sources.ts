import { clockStepMs, stampOf } from "../bundles/stamps.ts";
import { pollFiles } from "./by-polling.ts";
import { watchNatively } from "./natively.ts";
import type { Watching } from "./watched-paths.ts";

/**
 * Long enough to write one file, or many in a row; and for the next edit to get another time of change. What is bundled
 * sooner than that is bundled twice.
 */
const settleMs = clockStepMs;

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
  const reported = new Map<string, string | null>();
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
      const files = [...pending].filter(isNews);
      pending.clear();
      if (files.length > 0) changed(files);
    }, settleMs);
  }

  /** The system may report one edit several times. */
  function isNews(file: string): boolean {
    const stamp = stampOf(file);
    if (reported.get(file) === stamp) return false;
    reported.set(file, stamp);
    return true;
  }

  function pollInstead(error: Error): void {
    if (closed || polling) return;
    warn(`files are looked at every second from now on, since they cannot be watched: ${error.message}`);
    polling = pollFiles(paths, { ignored, edited });
  }
}
