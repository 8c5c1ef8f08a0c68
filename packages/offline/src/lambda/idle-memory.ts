import { getHeapStatistics } from "node:v8";

const quietMs = 5_000;
const worthwhileBytes = 4_000_000;

/**
 * Lets a thread that has had nothing to do for five seconds give its memory back, which V8 does only after minutes, or
 * never: most of what an idle environment holds is garbage and room for more.
 *
 * @returns what to call whenever it has done something
 */
export function freeMemoryWhenIdle(): () => void {
  let kept = 0;
  const collect = async () => {
    if (heldBytes() - kept < worthwhileBytes) return;
    await collectGarbage();
    kept = heldBytes();
  };
  const timer = setTimeout(collect, quietMs).unref();
  return () => void timer.refresh();
}

const heldBytes = () => getHeapStatistics().total_physical_size;

/** Through the inspector: the flag that exposes V8's function is the whole process's, and functions would see it. */
async function collectGarbage(): Promise<void> {
  const { Session } = await import("node:inspector/promises");
  const session = new Session();
  session.connect();
  await session.post("HeapProfiler.collectGarbage");
  session.disconnect();
}
