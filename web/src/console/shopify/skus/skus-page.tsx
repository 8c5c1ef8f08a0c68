import type { SkuList } from "@donut/contracts/shopify";
import { createLazyRoute, Link } from "@tanstack/react-router";
import { useState } from "react";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useLive } from "../../live/use-live.ts";
import { useDenied } from "../../shared/access.ts";
import { ActionButton } from "../../shared/action-button.tsx";
import { Empty } from "../../shared/empty.tsx";
import { Section } from "../../shared/facts.tsx";
import { skusQuery } from "../api.ts";
import { useShopifyTexts } from "../messages/index.ts";
import { ShopifyPage } from "../shopify-page.tsx";
import { MapDialog } from "./map-dialog.tsx";
import { Mapped } from "./mapped.tsx";
import { keyOf } from "./sku-key.ts";

export const route = createLazyRoute("/console/shopify/skus")({ component: SkusPage });

/** The mapping of Shopify's SKUs, and those still unmapped. */
function SkusPage() {
  const { skus: texts } = useShopifyTexts();
  const denied = useDenied();
  const { data, error } = useLive(skusQuery);
  const [asked, setAsked] = useState<{ sku?: string }>();
  return (
    <ShopifyPage part="skus" title={texts.title} lead={texts.lead}>
      {!data && !error && <Skeleton className="h-96" />}
      {data && (
        <>
          <Section title={texts.waiting}>
            <Waiting list={data} onMap={(sku) => setAsked({ sku })} />
          </Section>
          <Section
            title={texts.mapped}
            aside={
              <ActionButton denied={denied} onClick={() => setAsked({})}>
                {texts.mapAnother}
              </ActionButton>
            }
          >
            <Mapped mappings={data.mapped} onEdit={(sku) => setAsked({ sku })} />
          </Section>
        </>
      )}
      {asked && <MapDialog {...asked} onClose={() => setAsked(undefined)} />}
    </ShopifyPage>
  );
}

function Waiting({ list: { mapped, unmapped }, onMap }: { list: SkuList; onMap(sku: string): void }) {
  const texts = useShopifyTexts();
  const { skus } = texts;
  const denied = useDenied();
  if (unmapped.length === 0) return <Empty>{skus.noneWaiting}</Empty>;
  return (
    <>
      <p className="text-xs text-ink-soft">{skus.waitingBody}</p>
      <ul aria-label={skus.waiting} className="grid gap-3 md:grid-cols-2 xl:grid-cols-3">
        {unmapped.map((line) => {
          const key = keyOf(line);
          // It is mapped, and its orders are being processed again: until that is done, both are true.
          const taken = mapped.some(({ sku }) => sku === key);
          return (
            <li
              key={key}
              className="flex items-center gap-4 rounded-small border border-dashed border-(--line) bg-surface p-4 text-sm"
            >
              <div className="grid min-w-0 flex-1 gap-0.5">
                <p className="font-mono font-semibold wrap-anywhere">
                  {line.sku || (line.variantId && skus.variant(line.variantId))}
                </p>
                <p className="wrap-anywhere">{line.title}</p>
                <p className="text-xs text-ink-soft" role="status">
                  {taken ? (
                    skus.takingUp(line.orders)
                  ) : (
                    <Link
                      to="/console/shopify"
                      search={{ state: "unmapped" }}
                      className="inline-block min-h-6 rounded-small leading-6 underline decoration-border underline-offset-3 hover:text-ink"
                    >
                      {skus.waits(texts.orderCount(line.orders), texts.pieces(line.quantity))}
                    </Link>
                  )}
                </p>
              </div>
              {!taken && (
                <ActionButton kind="primary" denied={denied} aria-label={skus.mapOf(key)} onClick={() => onMap(key)}>
                  {skus.map}
                </ActionButton>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
