import { createContext, type RefObject, useContext } from "react";

/**
 * The modal dialog that its children's tooltips and popovers are rendered into: outside of it they would be behind it
 * and out of reach.
 */
export const ModalContext = createContext<RefObject<HTMLElement | null> | undefined>(undefined);

/** What a tooltip and a popover have in common. */
export function usePopup() {
  const container = useContext(ModalContext);
  return {
    portal: { container },
    positioner: { className: "z-50", positionMethod: "fixed", sideOffset: 6, collisionPadding: 8 } as const,
    popup: {
      className:
        "max-w-72 rounded-small bg-ink px-2.5 py-1.5 text-xs whitespace-pre-line text-paper shadow-lift outline-none " +
        "transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0",
    },
  };
}
