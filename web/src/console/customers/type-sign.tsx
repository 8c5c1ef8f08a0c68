import { cx } from "../../ui/cx.ts";
import type { Customer } from "../api/customers.ts";
import { useConsoleMessages } from "../messages/index.ts";

export function TypeSign({ type }: { type: Customer["type"] }) {
  const { customers: texts } = useConsoleMessages();
  return (
    <span
      className={cx(
        "rounded-round px-2.5 py-0.5 text-xs font-semibold",
        type === "vip" ? "bg-customers text-on-line" : "bg-customers-wash text-customers-ink",
      )}
    >
      {texts.types[type]}
    </span>
  );
}
