import { type RefObject, useLayoutEffect, useRef, useState } from "react";

/** The width of an element in whole CSS pixels, kept up to date; undefined until it is measured. */
export function useWidth<Target extends HTMLElement>(): [RefObject<Target | null>, number | undefined] {
  const ref = useRef<Target>(null);
  const [width, setWidth] = useState<number>();
  useLayoutEffect(() => {
    if (!ref.current) return;
    setWidth(Math.floor(ref.current.clientWidth));
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.floor(entry.contentRect.width));
    });
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}
