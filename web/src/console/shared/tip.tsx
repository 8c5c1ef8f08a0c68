import { Tooltip } from "@base-ui/react/tooltip";
import { type ReactElement, useId } from "react";
import { usePopup } from "./popup.ts";

interface Props {
  /** Without it, nothing is shown. */
  text: string | undefined;
  /** Whether the text is the control's name, which screen readers read anyway. */
  isName?: boolean;
  /** A control, with an accessible name of its own. */
  children: ReactElement<Record<string, unknown>>;
}

/** Says what a control does while the pointer is over it or the keyboard's focus is on it. */
export function Tip({ text, isName = false, children }: Props) {
  const { portal, positioner, popup } = usePopup();
  const id = useId();
  const describes = text !== undefined && !isName;
  return (
    <>
      <Tooltip.Root>
        <Tooltip.Trigger
          disabled={text === undefined}
          aria-describedby={describes ? id : undefined}
          render={children}
        />
        <Tooltip.Portal {...portal}>
          <Tooltip.Positioner {...positioner}>
            <Tooltip.Popup {...popup}>{text}</Tooltip.Popup>
          </Tooltip.Positioner>
        </Tooltip.Portal>
      </Tooltip.Root>
      {describes && (
        <span id={id} hidden>
          {text}
        </span>
      )}
    </>
  );
}
