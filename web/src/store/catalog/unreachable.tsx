import { drawingPath } from "../../donut/drawing-path.ts";
import { usePageTexts } from "../../i18n/page-texts.ts";
import { Button } from "../../ui/button.tsx";

/** Shown instead of the catalogue when the shop does not answer at all. */
export function Unreachable({ onAgain }: { onAgain(): unknown }) {
  const { offline } = usePageTexts();
  return (
    <section data-away className="mx-auto grid max-w-lg justify-items-center gap-4 px-6 py-16 text-center">
      <img src={drawingPath("oven")} alt="" width="240" height="240" className="size-56 grayscale" />
      <h1 className="font-display text-3xl font-bold">{offline.title}</h1>
      <p className="text-ink-soft">{offline.body}</p>
      <Button onClick={() => void onAgain()}>{offline.again}</Button>
    </section>
  );
}
