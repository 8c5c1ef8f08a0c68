import type { ComponentProps } from "react";
import { toast } from "sonner";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";
import { Tip } from "./tip.tsx";

type Props = Omit<ComponentProps<typeof Button>, "disabled" | "title"> & {
  /** What it does, if its label does not say it all. */
  tip?: string;
  /** Why it is not possible now. The button stays focusable and says so. */
  denied?: string | undefined;
  /** It is in progress. */
  busy?: boolean;
};

/** A button that explains why it is disabled. */
export function ActionButton({ tip, denied, busy = false, onClick, className, children, ...rest }: Props) {
  const off = denied !== undefined || busy;
  return (
    <Tip text={denied ?? tip}>
      <Button
        size="small"
        {...rest}
        aria-disabled={off}
        className={cx("rounded-small!", off && "cursor-not-allowed! opacity-55", className)}
        onClick={(event) => {
          if (denied) toast(denied);
          if (!off) onClick?.(event);
        }}
      >
        {children}
      </Button>
    </Tip>
  );
}
