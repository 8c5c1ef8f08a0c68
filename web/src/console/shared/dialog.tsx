import { type ReactNode, useId, useLayoutEffect, useRef, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";
import { CloseIcon } from "../../ui/icons.tsx";
import { useConsoleMessages } from "../messages/index.ts";
import { IconButton } from "./icon-button.tsx";
import { ModalContext } from "./popup.ts";

interface Props {
  title: string;
  /** Wider, for texts side by side. */
  wide?: boolean;
  /** Whether it holds something typed that closing would lose: then Escape and its button ask first. */
  unsaved?: boolean;
  onClose(): void;
  children: ReactNode;
}

/**
 * A dialog that is open as long as it is rendered. Escape and its button close it. The element with `data-first` gets
 * the focus first.
 */
export function Dialog({ title, wide = false, unsaved = false, onClose, children }: Props) {
  const { dialog: texts } = useConsoleMessages();
  const [asking, setAsking] = useState(false);
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  // Closed while it is still in the page: only then does the browser return the focus to what opened it.
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>("[data-first]")?.focus();
    return () => dialog?.close();
  }, []);
  const close = () => (unsaved && !asking ? setAsking(true) : onClose());
  return (
    <dialog
      ref={ref}
      aria-labelledby={id}
      // A browser lets no page prevent a second `cancel` in a row, but every keydown.
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
        event.preventDefault();
        if (asking) setAsking(false);
        else close();
      }}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      className={cx(
        "m-auto max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] overflow-y-auto rounded-small border border-border bg-surface p-0 text-ink shadow-lift backdrop:bg-[#0008]",
        wide ? "max-w-240" : "max-w-120",
      )}
    >
      <ModalContext value={ref}>
        <div className="sticky top-0 z-10 flex items-center justify-between border-b border-hairline bg-surface py-1 pr-2 pl-5">
          <h2 id={id} className="font-semibold">
            {title}
          </h2>
          <IconButton label={texts.close} onClick={close}>
            <CloseIcon />
          </IconButton>
        </div>
        {asking && unsaved && (
          <div
            role="alert"
            className="sticky top-12 z-10 flex flex-wrap items-center justify-end gap-2 border-b border-hairline bg-sunken px-5 py-2 text-sm"
          >
            <p className="mr-auto font-semibold">{texts.unsaved}</p>
            <Button size="small" className="rounded-small!" onClick={onClose}>
              {texts.discard}
            </Button>
            <Button kind="primary" size="small" className="rounded-small!" autoFocus onClick={() => setAsking(false)}>
              {texts.keep}
            </Button>
          </div>
        )}
        <div className="p-5">{children}</div>
      </ModalContext>
    </dialog>
  );
}
