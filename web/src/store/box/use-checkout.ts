import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { productsQuery } from "../../api/products.ts";
import type { Order } from "../../api/types.ts";
import { account } from "../../auth/account.ts";
import { language } from "../../i18n/language.ts";
import { boxLines, withQuantity } from "../shared/box-lines.ts";
import { boxOpen } from "../shared/box-open.ts";
import { knownEmail } from "../shared/email.ts";
import { addVisit } from "../shared/keep-visit.ts";
import { kept } from "../shared/kept-place.ts";
import { afterSale } from "./after-sale.ts";
import { openAttempt } from "./attempt.ts";
import { type Outcome, placeOrder } from "./place-order.ts";

type Answer = Exclude<Outcome, { status: "placed" }>;

export interface Checkout {
  busy: boolean;
  /** Why no order was placed. */
  answer: Answer | undefined;
  /** @returns whether it was placed */
  order(email: string): Promise<boolean>;
  /** Goes to the waiting room, and joins its line. */
  toLine(): Promise<void>;
  forgetAnswer(): void;
}

/** Turns the box into an order: the page's stock falls at once and rises again if nothing was sold. */
export function useCheckout(): Checkout {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<Answer | undefined>(openAttempt.get() && { status: "unsure" });

  const toLine = async () => {
    boxOpen.set(false);
    await navigate({ to: "/waiting-room", state: { join: true } });
  };

  return {
    busy,
    toLine,
    answer,
    forgetAnswer: () => setAnswer(undefined),
    async order(email) {
      const lines = openAttempt.get()?.request.lines ?? boxLines.get();
      setBusy(true);
      setAnswer(undefined);
      await client.cancelQueries(productsQuery);
      client.setQueryData(productsQuery.queryKey, (products) => products && afterSale(products, lines));

      const outcome = await placeOrder(
        { lines, customer: { email, language: language() } },
        { admission: kept.get()?.admission?.token },
      );
      setBusy(false);
      void client.invalidateQueries(productsQuery);
      if (outcome.status === "not-admitted" && !outcome.over) {
        await toLine();
        return false;
      }
      if (outcome.status !== "placed") {
        setAnswer(outcome);
        return false;
      }
      // The seat was for one order only.
      if (kept.get()?.admission) kept.set(undefined);
      takeOut(outcome.order);
      const owner = email === account.get() ? email : undefined;
      if (!owner) knownEmail.set(email);
      addVisit(outcome.order, owner);
      boxOpen.set(false);
      await navigate({ to: "/orders/$orderId", params: { orderId: outcome.order.id }, state: { fresh: true } });
      return true;
    },
  };
}

/** Bought items leave the box; items added meanwhile stay. */
function takeOut({ lines }: Order): void {
  const left = lines.reduce((box, { productId, quantity }) => {
    const inBox = box.find((it) => it.productId === productId)?.quantity ?? 0;
    return withQuantity(box, productId, inBox - quantity);
  }, boxLines.get());
  boxLines.set(left);
}
