import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { buttonClass } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";
import { ordersQuery } from "../api/orders.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { ActionButton } from "../shared/action-button.tsx";
import { isDeclined, place } from "./place.ts";

/** A shop with fewer orders than this is fresh: whoever looks is probably new to it. */
const few = 5;

/** Invites to the guided tour while the shop is fresh, until somebody has begun it or puts it away. */
export function TourInvitation() {
  const { tour: texts } = useConsoleMessages();
  const { at } = place.use();
  const declined = isDeclined.use();
  const isOpen = !declined && at === "start";
  const { data } = useQuery({
    ...ordersQuery({ tests: "hidden" }),
    enabled: isOpen,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    networkMode: "always",
  });
  if (!isOpen || !data || data.orders.length >= few) return null;
  return (
    <section
      aria-label={texts.name}
      className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-small border border-hairline px-4 py-2 text-sm"
    >
      <p className="min-w-0 flex-1 basis-60 text-ink-soft">
        <strong className="font-semibold text-ink">{texts.name}</strong> {texts.invite}
      </p>
      <div className="flex gap-2">
        <ActionButton kind="quiet" onClick={() => isDeclined.set(true)}>
          {texts.decline}
        </ActionButton>
        <Link to="/console/lab/tour" className={cx(buttonClass("outline", "small"), "rounded-small!")}>
          {texts.take}
        </Link>
      </div>
    </section>
  );
}
