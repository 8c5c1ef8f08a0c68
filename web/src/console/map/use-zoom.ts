import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";

export const zooms = { least: 0.4, most: 2, step: 1.2 };
/** Fitting the screen makes nothing smaller than this: it could not be read. */
const leastFit = 0.7;
const fitStep = 0.05;
/** Below the map, in CSS pixels. */
const MARGIN = 16;
/** On a narrower screen the page scrolls instead. */
const fitsFrom = 640;

interface Zoom {
  scale: number;
  /** Whether the map is as large as fits the screen. */
  isFit: boolean;
  /** For the content, whose own size is measured. */
  content: RefObject<HTMLDivElement | null>;
  /** Height of the content as it is, in CSS pixels. */
  height: number;
  by(factor: number): void;
  fit(): void;
}

function clamped(scale: number): number {
  return Math.min(zooms.most, Math.max(zooms.least, scale));
}

/**
 * How large the map is drawn: so that it fits the screen, until somebody zooms.
 *
 * @param key of what is drawn: for something else, the size that fits is found anew
 */
export function useZoom(viewport: RefObject<HTMLElement | null>, width: number | undefined, key: string): Zoom {
  const [chosen, setChosen] = useState<number>();
  const [fitted, setFitted] = useState({ key: "", scale: 1 });
  const [height, setHeight] = useState(0);
  const content = useRef<HTMLDivElement>(null);
  const screen = useScreenHeight();
  const fitKey = `${key} ${width} ${screen}`;
  const fitScale = fitted.key === fitKey ? fitted.scale : 1;

  useLayoutEffect(() => {
    if (!content.current) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setHeight(Math.ceil(entry.contentRect.height));
    });
    observer.observe(content.current);
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(() => {
    if (!viewport.current || !content.current || !width || width < fitsFrom || height === 0) return;
    const top = viewport.current.getBoundingClientRect().top + window.scrollY;
    const fits = content.current.offsetHeight * fitScale <= screen - top - MARGIN;
    // Step by step, and only ever smaller: with more width in it, the content is drawn anew and may be lower.
    if (!fits && fitScale > leastFit) setFitted({ key: fitKey, scale: Math.max(leastFit, fitScale - fitStep) });
  }, [viewport, width, height, screen, fitKey, fitScale]);

  const scale = chosen ?? fitScale;
  return {
    scale,
    isFit: chosen === undefined,
    content,
    height,
    by: (factor) => setChosen((before) => clamped((before ?? fitScale) * factor)),
    fit: () => setChosen(undefined),
  };
}

function useScreenHeight(): number {
  const [height, setHeight] = useState(() => window.innerHeight);
  useEffect(() => {
    const measure = () => setHeight(window.innerHeight);
    window.addEventListener("resize", measure);
    return () => window.removeEventListener("resize", measure);
  }, []);
  return height;
}
