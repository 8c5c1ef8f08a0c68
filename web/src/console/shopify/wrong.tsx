import type { ShopifyDelivery } from "@donut/contracts/shopify";
import { useFaultWords } from "../shared/fault-words.ts";
import { useShopifyTexts } from "./messages/index.ts";

/** The place in its body, and the error there. */
export function Wrong({ delivery: { pointer = "", reason = "" } }: { delivery: ShopifyDelivery }) {
  const { whole } = useShopifyTexts().delivery;
  const words = useFaultWords()(reason);
  const isWhole = pointer === "" || pointer === "/";
  return (
    <p className="text-signal-ink">
      {isWhole ? whole : <code className="font-mono text-xs font-semibold wrap-anywhere">{pointer}</code>}{" "}
      {words ?? <span lang="en">{reason}</span>}
    </p>
  );
}
