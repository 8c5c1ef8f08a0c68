import type { Me } from "../../api/types.ts";
import { useAuthTexts } from "../../auth/texts/index.ts";
import { cx } from "../../ui/cx.ts";

/** The customer's type, in the colour of the customers' line. */
export function CustomerBadge({ type }: { type: Me["type"] }) {
  const { types } = useAuthTexts().mine;
  return (
    <span
      className={cx(
        "rounded-round px-3 py-0.5 text-sm font-semibold",
        type === "vip" ? "bg-customers text-on-line" : "bg-customers-wash text-customers-ink",
      )}
    >
      {types[type]}
    </span>
  );
}
