import { useEffect, useRef, useState } from "react";
import { useMedia } from "../../../ui/use-media.ts";

/** Time in which most of the distance is covered, in milliseconds. */
const easeMs = 260;
const there = 0.004;

/** A number that moves smoothly to `target`; at once for people who prefer reduced motion. */
export function useEased(target: number): { value: number; moving: boolean } {
  const still = useMedia("(prefers-reduced-motion: reduce)");
  const [value, setValue] = useState(target);
  const shown = useRef(target);

  useEffect(() => {
    if (still || document.hidden) {
      shown.current = target;
      setValue(target);
      return;
    }
    let last = performance.now();
    let frame = requestAnimationFrame(function step(now) {
      const gap = target - shown.current;
      shown.current = Math.abs(gap) < there ? target : shown.current + gap * (1 - Math.exp((last - now) / easeMs));
      last = now;
      setValue(shown.current);
      if (shown.current !== target) frame = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(frame);
  }, [target, still]);

  return { value, moving: value !== target };
}
