import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

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
  const collect = () => {
    if (heldBytes() - kept < worthwhileBytes) return;
    collector()({ type: "major", execution: "sync", flavor: "last-resort" });
    kept = heldBytes();
  };
  const timer = setTimeout(collect, quietMs).unref();
  return () => void timer.refresh();
}

const heldBytes = () => getHeapStatistics().total_physical_size;

/** V8's own function, which only contexts made under the flag have: the thread's own must look as it does on Lambda. */
function collector(): NodeJS.GCFunction {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as NodeJS.GCFunction;
  setFlagsFromString("--no-expose-gc");
  return collect;
}
