import { useEffect, useState } from "react";

/** The time in milliseconds, updated every `every` milliseconds; paused while `every` is null or the tab is hidden. */
export function useNow(every: number | null = 1000): number {
  const [now, setNow] = useState(Date.now);

  useEffect(() => {
    if (every === null) return;
    const tick = () => {
      if (!document.hidden) setNow(Date.now());
    };
    tick();
    const timer = setInterval(tick, every);
    document.addEventListener("visibilitychange", tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", tick);
    };
  }, [every]);

  return now;
}
