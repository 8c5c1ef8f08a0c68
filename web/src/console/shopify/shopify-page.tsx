import { Link, useParams } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import { useLive } from "../live/use-live.ts";
import { filterLink } from "../shared/filter-link.ts";
import { Page } from "../shared/page.tsx";
import { lineStyle } from "../topology/line-style.ts";
import { summaryQuery } from "./api.ts";
import { Glance } from "./glance.tsx";
import { useShopifyTexts } from "./messages/index.ts";

type Part = "orders" | "deliveries" | "skus" | "send" | "privacy";

const addresses = {
  orders: "/console/shopify",
  deliveries: "/console/shopify/deliveries",
  skus: "/console/shopify/skus",
  send: "/console/shopify/send",
  privacy: "/console/shopify/privacy",
} as const satisfies Record<Part, string>;

const parts = ["orders", "deliveries", "skus", "send", "privacy"] as const satisfies Part[];

const EVERY = 2000;

interface Props {
  part: Part;
  title: string;
  lead: ReactNode;
  children: ReactNode;
}

/** The frame of the Shopify pages: their tabs, and an overview. */
export function ShopifyPage({ part, title, lead, children }: Props) {
  const { data: summary } = useLive(summaryQuery, EVERY);
  return (
    <div style={lineStyle("shopify")} className="grid">
      <Page title={title} lead={lead} aside={<Glance summary={summary} />}>
        <Parts current={part} open={{ skus: summary?.unmappedSkus ?? 0, privacy: summary?.openTasks ?? 0 }} />
        {children}
      </Page>
    </div>
  );
}

function Parts({ current, open }: { current: Part; open: { skus: number; privacy: number } }) {
  const texts = useShopifyTexts();
  const opened = useParams({ strict: false });
  // From one order's page, the word "Orders" links back to the list.
  const isList = !("id" in opened) && !("webhookId" in opened);
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    nav.current
      ?.querySelector(`[href="${addresses[current]}"]`)
      ?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [current]);
  return (
    <nav
      ref={nav}
      aria-label={texts.parts.label}
      className="-mx-4 flex gap-1 overflow-x-auto scroll-px-6 border-b border-hairline px-1 [scrollbar-width:none] sm:-mx-6 sm:px-3"
    >
      {parts.map((part) => (
        <Link
          key={part}
          to={addresses[part]}
          activeOptions={{ exact: true, includeSearch: false }}
          {...partLink(part === current, isList)}
        >
          {texts.parts[part]}
          {(part === "skus" || part === "privacy") && open[part] > 0 && (
            <span className="ml-2 rounded-round bg-(--line-wash) px-2 text-xs font-semibold text-(--line-ink) tabular-nums">
              {texts.open[part](open[part])}
            </span>
          )}
        </Link>
      ))}
    </nav>
  );
}

/** As a filter, and on the line while it is active. */
function partLink(current: boolean, isList: boolean) {
  const { className } = filterLink(false);
  return {
    "aria-current": current && isList ? ("page" as const) : undefined,
    "data-part": current || undefined,
    className: `${className} relative h-11! shrink-0 whitespace-nowrap data-part:font-semibold data-part:text-ink data-part:after:absolute data-part:after:inset-x-3 data-part:after:bottom-0 data-part:after:h-0.5 data-part:after:bg-(--line)`,
  };
}
