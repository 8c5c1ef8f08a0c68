import { type ComponentProps, useId } from "react";
import { toast } from "sonner";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";

type Props = Omit<ComponentProps<typeof Button>, "disabled"> & {
  /** Why it cannot be done now. The button stays within reach and says so. */
  denied?: string | undefined;
  /** It is being done. */
  busy?: boolean;
};

/** A button that says why when it does nothing. */
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
