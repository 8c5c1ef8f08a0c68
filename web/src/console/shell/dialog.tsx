import { type ReactNode, useEffect, useId, useRef } from "react";
import { IconButton } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";
import { CloseIcon } from "../../ui/icons.tsx";
import { useConsoleMessages } from "../messages/index.ts";

interface Props {
  title: string;
  /** Wider, for texts side by side. */
  wide?: boolean;
  onClose(): void;
  children: ReactNode;
}

/**
 * A dialog that is open as long as it is rendered. Escape and its button close it. The element with `data-first` gets
 * the focus first.
 */
export function Dialog({ title, wide = false, onClose, children }: Props) {
  const { close } = useConsoleMessages().dialog;
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>("[data-first]")?.focus();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      className={cx(
        "m-auto max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] overflow-y-auto rounded-small border border-border bg-surface p-0 text-ink shadow-lift backdrop:bg-[#0008]",
        wide ? "max-w-240" : "max-w-120",
      )}
    >
      <div className="sticky top-0 z-10 flex items-center justify-between border-b border-hairline bg-surface py-1 pr-2 pl-5">
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        <IconButton label={close} onClick={onClose}>
          <CloseIcon />
        </IconButton>
      </div>
      <div className="p-5">{children}</div>
    </dialog>
  );
}
