import { useProducts } from "../../api/products.ts";
import { usePageTexts } from "../../i18n/page-texts.ts";

/** Warns that the page may be out of date while the shop is unreachable. */
export function ConnectionNote() {
  const { offline } = usePageTexts();
  const { data, isError, failureCount } = useProducts();
  if (!data || !(isError || failureCount > 1)) return null;
  return (
    <p role="status" className="fixed inset-x-0 top-16 z-10 bg-ink px-4 py-2 text-center text-sm text-paper">
      {offline.note}
    </p>
  );
}
