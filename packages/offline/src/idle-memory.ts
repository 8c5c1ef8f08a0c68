import { performance } from "node:perf_hooks";
import { getHeapStatistics } from "node:v8";

const everyMs = 5_000;
/** Share of the time that a thread may work and still count as idle: its timers and heartbeats. */
const idleShare = 0.02;
const worthwhileBytes = 4_000_000;

/**
 * Lets a thread that has had next to nothing to do for five seconds give its memory back, which V8 does only after
 * minutes, or never: most of what an idle thread holds is garbage and room for more.
 */
export function freeMemoryWhenIdle(): void {
  let kept = 0;
  let before = performance.eventLoopUtilization();
  const collect = async () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    before = now;
    if (utilization > idleShare || heldBytes() - kept < worthwhileBytes) return;
    await collectGarbage();
    kept = heldBytes();
  };
  setInterval(collect, everyMs).unref();
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
