import { createLazyRoute, Link } from "@tanstack/react-router";
import { DonutPicture } from "../../donut/donut-picture.tsx";
import { useFormat } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/messages.ts";
import { usePageTexts } from "../../i18n/page-texts.ts";
import { buttonClass } from "../../ui/button.tsx";
import { usePageTitle } from "../../ui/use-page-title.ts";
import { unitsOf } from "../shared/cart.ts";
import { visits } from "../shared/visits.ts";
import { StampSheet } from "./stamp-sheet.tsx";

export const route = createLazyRoute("/store/orders")({ component: PassportPage });

/** The stamps collected on this device, and the orders they are from. */
function PassportPage() {
  const { passport } = usePageTexts();
  const { nav, brand } = useMessages();
  const { money, dateTime } = useFormat();
  const past = visits.use();
  usePageTitle(`${nav.passport} · ${brand}`);
  return (
    <div className="mx-auto max-w-5xl px-4 pt-8 sm:px-6">
      <h1 className="font-display text-4xl font-extrabold tracking-tight">{nav.passport}</h1>
      <p className="mt-2 max-w-prose text-ink-soft">{passport.body}</p>
      <StampSheet past={past} />
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
            <li key={visit.id}>
              <Link
                to="/orders/$orderId"
                params={{ orderId: visit.id }}
                className="-mx-3 flex items-center gap-4 rounded-small px-3 py-3 transition hover:bg-sunken"
              >
                <span className="flex shrink-0 -space-x-4">
                  {visit.lines.slice(0, 4).map(({ productId }) => (
                    <DonutPicture key={productId} id={productId} className="size-11" />
                  ))}
                </span>
                <span className="min-w-0 flex-1">
                  <span className="block font-semibold">{passport.donuts(unitsOf(visit.lines))}</span>
                  <time dateTime={visit.placedAt} className="block text-sm text-ink-soft">
                    {dateTime(visit.placedAt)}
                  </time>
                </span>
                <span className="font-semibold tabular-nums">{money(visit.total)}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
