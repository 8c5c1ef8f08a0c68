import { type FormEvent, useId, useState } from "react";
import { useFormat } from "../../i18n/format.ts";
import { usePageTexts } from "../../i18n/page-texts.ts";
import { Button } from "../../ui/button.tsx";
import { knownEmail } from "./email.ts";

interface CheckoutFormProps {
  /** Whole won. */
  total: number;
  units: number;
  busy: boolean;
  onOrder(email: string): void;
}

/** One click to order; the first time with an e-mail address. */
export function CheckoutForm({ total, units, busy, onOrder }: CheckoutFormProps) {
  const { box } = usePageTexts();
  const { money } = useFormat();
  const field = useId();
  const known = knownEmail.use();
  const [email, setEmail] = useState(known);
  const [asking, setAsking] = useState(known === "");

  const submit = (event: FormEvent) => {
    event.preventDefault();
    knownEmail.set(email.trim());
    setAsking(false);
    onOrder(email.trim());
  };

  return (
    <form
      onSubmit={submit}
      className="grid gap-3 border-t border-hairline px-5 pt-4 pb-[max(1.25rem,env(safe-area-inset-bottom))]"
    >
      {asking ? (
        <label htmlFor={field} className="grid gap-1.5 text-sm font-semibold">
          {box.email}
          <input
            id={field}
            type="email"
            name="email"
            required
            maxLength={254}
            autoComplete="email"
            placeholder="you@example.com"
            className="h-12 rounded-small border border-border bg-paper px-3 text-base font-normal placeholder:text-ink-faint"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
          <span className="font-normal text-ink-soft">{box.emailWhy}</span>
        </label>
      ) : (
        <p className="flex items-baseline justify-between gap-3 text-sm text-ink-soft">
          <span className="truncate">{box.orderingAs(known)}</span>
          <button
            type="button"
            className="shrink-0 font-semibold text-ink underline underline-offset-4"
            onClick={() => setAsking(true)}
          >
            {box.change}
          </button>
        </p>
      )}
      <Button
        type="submit"
        kind="primary"
        size="large"
        className="w-full justify-between!"
        disabled={busy || units === 0}
      >
        <span>{busy ? box.ordering : box.order(units)}</span>
        <span className="tabular-nums">{money(total)}</span>
      </Button>
    </form>
  );
}
