import { createLazyRoute, Link } from "@tanstack/react-router";
import { account } from "../../auth/account.ts";
import { loadAuthTexts } from "../../auth/texts/index.ts";
import { useMessages } from "../../i18n/messages.ts";
import { usePageTexts } from "../../i18n/page-texts.ts";
import { buttonClass } from "../../ui/button.tsx";
import { usePageTitle } from "../../ui/use-page-title.ts";
import type { Visit } from "../shared/visits.ts";
import { MyOrders } from "./my-orders.tsx";
import { OrderRow } from "./order-row.tsx";
import { StampSheet } from "./stamp-sheet.tsx";
import { useVisits } from "./use-visits.ts";

export const loadTexts = loadAuthTexts;

export const route = createLazyRoute("/store/orders")({ component: PassportPage });

/** The stamps and the orders: the account's, or, for somebody who is not signed in, this device's. */
function PassportPage() {
  const { passport } = usePageTexts();
  const { nav, brand } = useMessages();
  const past = useVisits();
  const owner = account.use();
  usePageTitle(`${nav.passport} · ${brand}`);
  return (
    <div className="mx-auto max-w-5xl px-4 pt-8 sm:px-6">
      <h1 className="font-display text-4xl font-extrabold tracking-tight">{nav.passport}</h1>
      <p className="mt-2 max-w-prose text-ink-soft">{owner ? passport.bodyOf(owner) : passport.body}</p>
      <StampSheet past={past} />
      <MyOrders />
      {!owner && <OrderedHere past={past} />}
    </div>
  );
}

function OrderedHere({ past }: { past: Visit[] }) {
  const { passport } = usePageTexts();
  return (
    <section className="mt-12">
      <h2 className="font-display text-2xl font-bold">{passport.orders}</h2>
      {past.length === 0 ? (
        <div className="mt-4 grid justify-items-start gap-4">
          <p className="text-ink-soft">{passport.none}</p>
          <Link to="/" className={buttonClass("primary")}>
            {passport.begin}
          </Link>
        </div>
      ) : (
        <ul className="mt-3 divide-y divide-hairline border-y border-hairline">
          {past.map((visit) => (
            <OrderRow key={visit.id} order={visit} />
          ))}
        </ul>
      )}
    </section>
  );
}
