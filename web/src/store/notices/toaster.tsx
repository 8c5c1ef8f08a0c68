import { useEffect } from "react";
import { Toaster, toast } from "sonner";
import type { Product } from "../../api/types.ts";
import { DonutPicture } from "../../donut/donut-picture.tsx";
import { useFormat } from "../../i18n/format.ts";
import { useLanguage } from "../../i18n/language.ts";
import { usePageTexts } from "../../i18n/page-texts.ts";
import { Button } from "../../ui/button.tsx";
import { addToBox } from "../shared/box-lines.ts";

const shownMs = 8000;

/** Shows a note for every product that has become available again. */
export function StoreToaster({ fresh }: { fresh: Product[] }) {
  const { notices } = usePageTexts();

  useEffect(() => {
    for (const product of fresh) {
      const close = () => toast.dismiss(product.id);
      toast.custom(() => <FreshNote product={product} onClose={close} />, { id: product.id, duration: shownMs });
    }
  }, [fresh]);

  return (
    <Toaster
      position="bottom-center"
      offset={16}
      mobileOffset={{ bottom: 88 }}
      style={{ fontFamily: "inherit" }}
      containerAriaLabel={notices.label}
    />
  );
}

/** Its button puts one in the box. */
function FreshNote({ product: { id, name, stock }, onClose }: { product: Product; onClose(): void }) {
  const { notices } = usePageTexts();
  const { number } = useFormat();
  const add = () => {
    addToBox(id);
    onClose();
  };
  return (
    <div className="flex w-full items-center gap-3 rounded-large border border-hairline bg-surface p-3 text-ink shadow-lift sm:w-96">
      <DonutPicture id={id} className="size-12 shrink-0" />
      <p className="min-w-0 flex-1 text-sm">
        <strong className="block font-display text-base font-bold">{notices.fresh(name[useLanguage()])}</strong>
        <span className="text-ink-soft">{notices.onTray(number(stock.available))}</span>
      </p>
      <Button size="small" onClick={add}>
        {notices.add}
      </Button>
    </div>
  );
}
