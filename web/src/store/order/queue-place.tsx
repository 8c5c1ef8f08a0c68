import type { Order } from "../../api/types.ts";
import { DonutPicture } from "../../donut/donut-picture.tsx";
import { useFormat } from "../../i18n/format.ts";
import { usePageTexts } from "../../i18n/page-texts.ts";

/** This many are drawn before the customer's own; a longer line fades out. */
const drawn = 9;

/** The order's place in the order queue: earlier orders as small rings, this one as its donut. */
export function QueuePlace({ order: { lines, number = 0, place = 1 } }: { order: Order }) {
  const { order: texts } = usePageTexts();
  const format = useFormat();
  const before = Math.min(drawn, place - 1);
  return (
    <div className="mt-3 grid gap-2">
      <div aria-hidden="true" className="flex items-center gap-1">
        <span className="h-6 w-1 rounded-round bg-ink" />
        {Array.from({ length: before }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they are alike, and only their number changes
          <span key={index} className="size-4 rounded-round border-4 border-orders opacity-60" />
        ))}
        {place - 1 > drawn && <span className="text-ink-soft">…</span>}
        <DonutPicture id={lines[0]?.productId ?? ""} className="size-9" />
      </div>
      <p role="status" className="sr-only">
        {texts.place(place)}
      </p>
      <p className="text-sm text-ink-soft">{texts.drawn(format.number(number))}</p>
    </div>
  );
}
