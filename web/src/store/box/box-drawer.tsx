import { type MouseEvent, useEffect, useRef } from "react";
import { useProducts } from "../../api/products.ts";
import { usePageTexts } from "../../i18n/page-texts.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { CloseIcon } from "../../ui/icons.tsx";
import { boxLines, unitsOf } from "../shared/box-lines.ts";
import { boxOpen } from "../shared/box-open.ts";
import { AnswerNote } from "./answer-note.tsx";
import { closeAttempt, openAttempt } from "./attempt.ts";
import { BoxLine } from "./box-line.tsx";
import { BoxTray } from "./box-tray.tsx";
import { CheckoutForm } from "./checkout-form.tsx";
import { LineDoor, SeatTime, useDoor } from "./door.tsx";
import { useCheckout } from "./use-checkout.ts";

/** The box, at the side of a wide screen and at the bottom of a narrow one. */
export function BoxDrawer() {
  const { box, close } = usePageTexts();
  const dialog = useRef<HTMLDialogElement>(null);
  const open = boxOpen.use();
  const lines = boxLines.use();
  const { data } = useProducts();
  const checkout = useCheckout();
  const door = useDoor();
  const unsure = openAttempt.use();
  const short = checkout.answer?.status === "short" ? checkout.answer.short : [];
  const productOf = (id: string) => data?.find((it) => it.id === id);
  const total = lines.reduce((sum, it) => sum + it.quantity * (productOf(it.productId)?.price ?? 0), 0);

  useEffect(() => {
    if (open) dialog.current?.showModal();
    if (!open) dialog.current?.close();
  }, [open]);

  const closeOnBackdrop = (event: MouseEvent) => {
    if (event.target === dialog.current) boxOpen.set(false);
  };

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it, and a button does
    <dialog
      ref={dialog}
      className="drawer"
      aria-labelledby="box-title"
      onClose={() => boxOpen.set(false)}
      onClick={closeOnBackdrop}
    >
      <div className="flex h-full flex-col">
        <header className="flex items-center justify-between py-2 pr-3 pl-5">
          <h2 id="box-title" className="font-display text-xl font-bold">
            {box.title}
          </h2>
          <IconButton label={close} onClick={() => boxOpen.set(false)}>
            <CloseIcon />
          </IconButton>
        </header>
        <SeatTime />
        <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
          <div className="px-5">
            <BoxTray lines={lines} />
          </div>
          {lines.length === 0 && <EmptyBox />}
          <fieldset disabled={checkout.busy || unsure !== undefined} className="min-w-0">
            <ul className="divide-y divide-hairline px-5">
              {lines.map((line) => (
                <BoxLine
                  key={line.productId}
                  line={line}
                  product={productOf(line.productId)}
                  gone={data !== undefined && !productOf(line.productId)}
                  shortage={short.find((it) => it.productId === line.productId)}
                />
              ))}
            </ul>
          </fieldset>
        </div>
        <AnswerNote answer={checkout.answer} />
        {unsure && !checkout.busy ? (
          <div className="grid gap-2 border-t border-hairline px-5 py-4">
            <Button kind="primary" size="large" onClick={() => checkout.order(unsure.request.customer.email)}>
              {box.findOut}
            </Button>
            <Button
              kind="quiet"
              onClick={() => {
                closeAttempt();
                checkout.forgetAnswer();
              }}
            >
              {box.startOver}
            </Button>
          </div>
        ) : door.closed && !checkout.busy ? (
          <LineDoor door={door} onLine={checkout.toLine} />
        ) : (
          lines.length > 0 && <CheckoutForm total={total} units={unitsOf(lines)} checkout={checkout} />
        )}
      </div>
    </dialog>
  );
}

function EmptyBox() {
  const { box } = usePageTexts();
  return (
    <div className="grid justify-items-center gap-4 px-5 py-6 text-center">
      <p className="text-ink-soft">{box.empty}</p>
      <Button onClick={() => boxOpen.set(false)}>{box.look}</Button>
    </div>
  );
}
