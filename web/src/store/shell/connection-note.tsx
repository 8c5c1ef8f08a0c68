import { useProducts } from "../../api/products.ts";
import { usePageTexts } from "../../i18n/page-texts.ts";

/** Warns that the page may be out of date while the shop is unreachable, unless the page itself says so. */
export function ConnectionNote() {
  const { offline } = usePageTexts();
  const { away } = useProducts();
  return (
    <div role="status" className="connection-note">
      {away && <p>{offline.note}</p>}
    </div>
  );
}
