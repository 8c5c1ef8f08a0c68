import { useEffect, useRef } from "react";
import { useMedia } from "../../ui/use-media.ts";
import { useWidth } from "../shared/use-width.ts";
import { type Colours, paint } from "./paint.ts";

interface Props {
  label: string;
  issued: number;
  served: number;
  hand: { first: number; last: number } | undefined;
  frozen: boolean;
  special: ReadonlySet<number>;
}

/** Time in which the picture covers most of the way to the current state, in ms. */
const easeMs = 160;

/** The winding line. It is redrawn only while it moves. */
export function Drawing({ label, ...state }: Props) {
  const [box, width] = useWidth<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const shown = useRef(state.served);
  const still = useMedia("(prefers-reduced-motion: reduce)");

  useEffect(() => {
    const element = canvas.current;
    if (!element || !width) return;
    const colours = coloursOf(element);
    let frame = 0;
    let last = performance.now();
    const draw = (now: number) => {
      const gap = state.served - shown.current;
      const step = still || gap < 0 ? gap : gap * (1 - Math.exp((last - now) / easeMs));
      shown.current = Math.abs(gap - step) < 0.01 ? state.served : shown.current + step;
      last = now;
      paint(element, width, { ...state, served: shown.current }, colours);
      if (shown.current !== state.served) frame = requestAnimationFrame(draw);
    };
    frame = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(frame);
  });

  return (
    <div ref={box} className="min-w-0 overflow-hidden">
      <canvas ref={canvas} role="img" aria-label={label} className="block w-full" />
    </div>
  );
}

/** The design tokens' colours in the current theme: a canvas cannot use custom properties. */
function coloursOf(element: HTMLElement): Colours {
  const tokens = {
    orders: "--orders",
    dough: "--dough",
    sunken: "--sunken",
    faint: "--ink-faint",
    special: "--waiting",
    frozen: "--customers-wash",
  };
  // With reduced motion, a colour changes gradually.
  element.style.transition = "none";
  const resolved = Object.entries(tokens).map(([name, token]) => {
    element.style.color = `var(${token})`;
    return [name, getComputedStyle(element).color];
  });
  element.style.color = "";
  element.style.transition = "";
  return Object.fromEntries(resolved) as Colours;
}
