import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, lazy, type RefObject, Suspense, useEffect, useId, useRef, useState } from "react";
import { ApiError } from "../../api/http.ts";
import { productsQuery } from "../../api/products.ts";
import type { Product } from "../../api/types.ts";
import { account } from "../../auth/account.ts";
import { useLanguage } from "../../i18n/language.ts";
import { usePageTexts } from "../../i18n/page-texts.ts";
import { loadProblemTexts } from "../../i18n/problems/index.ts";
import { Button } from "../../ui/button.tsx";
import { BellIcon } from "../../ui/icons.tsx";
import { knownEmail, looksLikeEmail } from "../shared/email.ts";
import { EmailField } from "../shared/email-field.tsx";
import { askToBeNotified, forget, type KeptWish, keptWishes, stillStands, takeBack } from "./wishes.ts";

// Loaded lazily with the texts of all problems, which are rarely needed.
const Trouble = lazy(() =>
  Promise.all([import("./trouble.tsx"), loadProblemTexts()]).then(([it]) => ({ default: it.Trouble })),
);

/** On a sold-out product: a customer leaves an e-mail address and is told once when it is back. */
export function TellMe({ product: { id: productId, name }, small = false }: { product: Product; small?: boolean }) {
  const { wish: texts } = usePageTexts();
  const language = useLanguage();
  const client = useQueryClient();
  const kept = useStanding(productId);
  const owner = account.use();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [undone, setUndone] = useState(false);
  const [trouble, setTrouble] = useState<Error>();
  const next = useRef<HTMLButtonElement>(null);
  useFocusAfter(next, kept !== undefined, asking);

  /** @returns whether it was done */
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setTrouble(undefined);
    const failure = await work().then(
      () => undefined,
      (error: Error) => error,
    );
    setBusy(false);
    if (failure instanceof ApiError && failure.status === 409) void client.invalidateQueries(productsQuery);
    setTrouble(failure);
    return failure === undefined;
  };
  const send = async (email: string) => {
    if (await attempt(() => askToBeNotified(productId, email))) setAsking(false);
  };
  const undo = async (wish: KeptWish) => setUndone(await attempt(() => takeBack(productId, wish)));
  const ask = () => {
    setUndone(false);
    if (owner) return send(owner);
    setTrouble(undefined);
    setAsking(true);
  };

  const wrongAddress = isAddressRefused(trouble);
  return (
    <div className="grid grid-cols-1 gap-2">
      <p role="status" className="text-sm font-semibold empty:hidden">
        {kept ? texts.stands(kept.email) : undone && !asking ? texts.undone : ""}
      </p>
      {kept && (
        <p>
          <Button
            ref={next}
            size="small"
            disabled={busy}
            aria-label={`${texts.undo}: ${name[language]}`}
            onClick={() => undo(kept)}
          >
            {texts.undo}
          </Button>
        </p>
      )}
      {!kept && !asking && (
        <p>
          <Button
            ref={next}
            size={small ? "small" : "large"}
            disabled={busy}
            aria-label={`${texts.tell}: ${name[language]}`}
            onClick={ask}
          >
            <BellIcon /> {texts.tell}
          </Button>
        </p>
      )}
      {!kept && asking && (
        <AddressForm
          busy={busy}
          refused={wrongAddress}
          onEdit={() => setTrouble(undefined)}
          onSend={send}
          onCancel={() => setAsking(false)}
        />
      )}
      <div role="alert" className="text-sm font-semibold text-signal-ink empty:hidden">
        {trouble && !wrongAddress && (
          <Suspense>
            <Trouble error={trouble} />
          </Suspense>
        )}
      </div>
    </div>
  );
}

interface AddressFormProps {
  busy: boolean;
  /** The shop did not take the address. */
  refused: boolean;
  onEdit(): void;
  onSend(email: string): Promise<void>;
  onCancel(): void;
}

function AddressForm({ busy, refused, onEdit, onSend, onCancel }: AddressFormProps) {
  const { wish: texts } = usePageTexts();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [email, setEmail] = useState(knownEmail.get());
  const [mistyped, setMistyped] = useState(false);
  const wrong = mistyped || refused;
  useEffect(() => field.current?.focus(), []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const good = looksLikeEmail(email.trim());
    setMistyped(!good);
    if (good) await onSend(email.trim());
    field.current?.focus();
  };

  return (
    <form
      noValidate
      onSubmit={submit}
      className="grid max-w-md grid-cols-1 gap-3 rounded-small border border-border bg-surface p-4"
    >
      <EmailField
        ref={field}
        id={id}
        label={texts.email}
        why={texts.why}
        value={email}
        readOnly={busy}
        fault={wrong ? (email.trim() === "" ? texts.missing : texts.wrong) : undefined}
        onChange={(typed) => {
          setEmail(typed);
          setMistyped(false);
          onEdit();
        }}
      />
      <p className="flex flex-wrap gap-2">
        <Button type="submit" kind="primary" disabled={busy}>
          {busy ? texts.sending : texts.send}
        </Button>
        <Button kind="quiet" onClick={onCancel}>
          {texts.cancel}
        </Button>
      </p>
    </form>
  );
}

/** @returns what was asked for on this device, unless its mail has been sent since */
function useStanding(productId: string): KeptWish | undefined {
  const { [productId]: kept } = keptWishes.use();
  const { data, error } = useQuery({
    queryKey: ["wish", kept?.undo],
    queryFn: ({ signal }) => kept !== undefined && stillStands(kept, signal),
    enabled: kept !== undefined,
  });
  const over = data === false || (error instanceof ApiError && error.status === 403);
  useEffect(() => {
    if (over && kept) forget(productId);
  }, [over, kept, productId]);
  return over ? undefined : kept;
}

/** What was pressed is gone: the focus goes to what has taken its place. */
function useFocusAfter(next: RefObject<HTMLButtonElement | null>, stands: boolean, asking: boolean): void {
  const before = useRef({ stands, asking });
  useEffect(() => {
    const changed = before.current.stands !== stands || (before.current.asking && !asking);
    before.current = { stands, asking };
    if (changed) next.current?.focus();
  }, [next, stands, asking]);
}

function isAddressRefused(error: Error | undefined): boolean {
  if (!(error instanceof ApiError)) return false;
  const { errors = [] } = error.problem;
  return errors.length > 0 && errors.every(({ pointer }) => pointer === "/email");
}
