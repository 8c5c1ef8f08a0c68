import { type ComponentProps, useId } from "react";
import { toast } from "sonner";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";

type Props = Omit<ComponentProps<typeof Button>, "disabled"> & {
  /** Why it is not possible now. The button stays focusable and says so. */
  denied?: string | undefined;
  /** It is in progress. */
  busy?: boolean;
};

/** A button that explains why it is disabled. */
export function ActionButton({ denied, busy = false, onClick, className, children, title, ...rest }: Props) {
  const id = useId();
  const off = denied !== undefined || busy;
  return (
    <>
      <Button
        size="small"
        {...rest}
        title={denied ?? title}
        aria-disabled={off}
        aria-describedby={denied ? id : undefined}
        className={cx("rounded-small!", off && "cursor-not-allowed! opacity-55", className)}
        onClick={(event) => {
          if (denied) toast(denied);
          if (!off) onClick?.(event);
        }}
      >
        {children}
      </Button>
      {denied && (
        <span id={id} hidden>
          {denied}
        </span>
      )}
    </>
  );
}
