import { Popover } from "@base-ui/react/popover";
import type { ReactNode } from "react";
import { cx } from "../../ui/cx.ts";
import { usePopup } from "./popup.ts";

interface Props {
  /** Without it, the children are all there is. */
  text: string | undefined;
  className?: string;
  children: ReactNode;
}

/** Something shown with more to say: when the pointer is over it, and when it is tapped or pressed. */
export function Hint({ text, className, children }: Props) {
  const { portal, positioner, popup } = usePopup();
  if (text === undefined) return <span className={className}>{children}</span>;
  return (
    <Popover.Root>
      <Popover.Trigger openOnHover className={cx("cursor-help rounded-small text-left", className)}>
        {children}
      </Popover.Trigger>
      <Popover.Portal {...portal}>
        <Popover.Positioner {...positioner}>
          <Popover.Popup {...popup}>
            <Popover.Title render={<p />}>{text}</Popover.Title>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
