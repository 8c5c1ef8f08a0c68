import { createLazyRoute, Link } from "@tanstack/react-router";
import { loadAuthTexts } from "../../auth/texts/index.ts";
import { useMessages } from "../../i18n/messages.ts";
import { usePageTexts } from "../../i18n/page-texts.ts";
import { buttonClass } from "../../ui/button.tsx";
import { usePageTitle } from "../../ui/use-page-title.ts";
import { MyOrders } from "./my-orders.tsx";
import { OrderRow } from "./order-row.tsx";
import { StampSheet } from "./stamp-sheet.tsx";
import { useVisits } from "./use-visits.ts";

export const loadTexts = loadAuthTexts;

export const route = createLazyRoute("/store/orders")({ component: PassportPage });

/** The stamps collected on this device, and their orders. */
function PassportPage() {
  const { passport } = usePageTexts();
  const { nav, brand } = useMessages();
  const past = useVisits();
  usePageTitle(`${nav.passport} · ${brand}`);
  return (
    <div className="mx-auto max-w-5xl px-4 pt-8 sm:px-6">
      <h1 className="font-display text-4xl font-extrabold tracking-tight">{nav.passport}</h1>
      <p className="mt-2 max-w-prose text-ink-soft">{passport.body}</p>
      <StampSheet past={past} />
      <MyOrders />
      <h2 className="mt-12 font-display text-2xl font-bold">{passport.orders}</h2>
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
    </div>
  );
}
