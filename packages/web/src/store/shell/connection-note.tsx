import { useMessages } from "../../i18n/messages.ts";
import { useProducts } from "../shared/products.ts";

/** Says that what is seen may be old, while the shop cannot be reached. */
export function ConnectionNote() {
  const { offline } = useMessages();
  const { data, isError, failureCount } = useProducts();
  if (!data || !(isError || failureCount > 1)) return null;
  return (
    <p role="status" className="bg-ink px-4 py-2 text-center text-sm text-paper">
      {offline}
    </p>
  );
}
