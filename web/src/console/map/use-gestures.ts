import { type RefObject, useEffect, useEffectEvent } from "react";

const perPixel = 0.0025;

/** Ctrl and the wheel (also a trackpad's pinch) and two fingers zoom; the mouse drags what it does not press. */
export function useGestures(viewport: RefObject<HTMLElement | null>, by: (factor: number) => void): void {
  const zoom = useEffectEvent(by);
  useEffect(() => {
    const element = viewport.current;
    if (!element) return;
    const controller = new AbortController();
    const { signal } = controller;
    let fingers = 0;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoom(Math.exp(-event.deltaY * perPixel));
    };
    const onTouchStart = ({ touches }: TouchEvent) => {
      fingers = apart(touches);
    };
    const onTouchMove = (event: TouchEvent) => {
      const now = apart(event.touches);
      if (now === 0 || fingers === 0) return;
      event.preventDefault();
      zoom(now / fingers);
      fingers = now;
    };
    const onPointerDown = (event: PointerEvent) => {
      if (event.pointerType !== "mouse" || event.button !== 0 || isPressed(event.target)) return;
      const stop = new AbortController();
      const ends = { signal: AbortSignal.any([signal, stop.signal]) };
      element.dataset.dragged = "";
      window.addEventListener("pointermove", ({ movementX, movementY }) => drag(element, movementX, movementY), ends);
      window.addEventListener(
        "pointerup",
        () => {
          delete element.dataset.dragged;
          stop.abort();
        },
        ends,
      );
      event.preventDefault();
    };
    // A browser lets nobody prevent a wheel or a touch that was listened to passively.
    element.addEventListener("wheel", onWheel, { passive: false, signal });
    element.addEventListener("touchstart", onTouchStart, { passive: true, signal });
    element.addEventListener("touchmove", onTouchMove, { passive: false, signal });
    element.addEventListener("pointerdown", onPointerDown, { signal });
    return () => controller.abort();
  }, [viewport]);
}

/** Scrolling is bounded by itself. What the map itself does not scroll, the page does. */
function drag(element: HTMLElement, x: number, y: number): void {
  const before = element.scrollTop;
  element.scrollBy(-x, -y);
  if (element.scrollTop === before) window.scrollBy(0, -y);
}

function apart({ length, 0: a, 1: b }: TouchList): number {
  return length === 2 && a && b ? Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) : 0;
}

function isPressed(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("button, a, input") !== null;
}
