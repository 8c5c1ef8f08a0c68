import { type FormEvent, useId, useRef, useState } from "react";
import { account } from "../../auth/account.ts";
import { useFormat } from "../../i18n/format.ts";
import { usePageTexts } from "../../i18n/page-texts.ts";
import { Button } from "../../ui/button.tsx";
import { knownEmail, looksLikeEmail } from "../shared/email.ts";
import { EmailField } from "../shared/email-field.tsx";
import { isEmailRefused, typedEmail } from "./email.ts";
import type { Checkout } from "./use-checkout.ts";

interface CheckoutFormProps {
  /** Whole won. */
  total: number;
  units: number;
  checkout: Checkout;
}

/** One click to order: as the account that is signed in, or else with an e-mail address, asked for once. */
export function CheckoutForm({ total, units, checkout }: CheckoutFormProps) {
  const { box } = usePageTexts();
  const { money } = useFormat();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const owner = account.use();
  const known = knownEmail.use();
  const email = typedEmail.use();
  const [changing, setChanging] = useState(false);
  const [mistyped, setMistyped] = useState(false);
  const { busy, answer } = checkout;
  const wrong = mistyped || isEmailRefused(answer);
  const asks = !owner && (changing || wrong || known === "");

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const wanted = owner ?? email.trim();
    const good = looksLikeEmail(wanted);
    setMistyped(!good);
    if (!good) return field.current?.focus();
    if (await checkout.order(wanted)) return setChanging(false);
    field.current?.focus();
  };

  return (
    <form
      noValidate
      onSubmit={submit}
      className="grid gap-3 border-t border-hairline px-5 pt-4 pb-[max(1.25rem,env(safe-area-inset-bottom))]"
    >
      {asks ? (
        <EmailField
          ref={field}
          id={id}
          label={box.email}
          why={box.emailWhy}
          value={email}
          readOnly={busy}
          fault={wrong ? (email.trim() === "" ? box.emailMissing : box.emailWrong) : undefined}
          onChange={(next) => {
            typedEmail.set(next);
            setMistyped(false);
            checkout.forgetAnswer();
          }}
        />
      ) : (
        <p className="flex items-baseline justify-between gap-3 text-sm text-ink-soft">
          <span className="truncate">{box.orderingAs(owner ?? known)}</span>
          {!owner && (
            <button
              type="button"
              className="shrink-0 font-semibold text-ink underline underline-offset-4"
              onClick={() => setChanging(true)}
            >
              {box.change}
            </button>
          )}
        </p>
      )}
      <Button type="submit" kind="primary" size="large" className="w-full justify-between!" disabled={busy}>
        <span>{busy ? box.ordering : box.order(units)}</span>
        <span className="tabular-nums">{money(total)}</span>
      </Button>
    </form>
  );
}
