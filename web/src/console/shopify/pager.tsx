import type { ReactNode } from "react";
import { useShopifyTexts } from "./messages/index.ts";

/** Links to a list's newest page, and to older ones. */
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
