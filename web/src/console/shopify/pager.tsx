import type { ReactNode } from "react";
import { useShopifyTexts } from "./messages/index.ts";

/** The way through a list: to its newest page, and to the older ones. */
export function Pager({ newest, older }: { newest: ReactNode; older: ReactNode }) {
  const { pages } = useShopifyTexts();
  if (!newest && !older) return null;
  return (
    <nav className="flex gap-3" aria-label={pages}>
      {newest}
      {older}
    </nav>
  );
}
