import { memo, useId, useMemo } from "react";
import { paintDonut, viewBox } from "./paint.ts";

interface DonutProps {
  /** A product's id; any text gives a donut. */
  id: string;
  /** Pixels; at 48 and below it is drawn more simply. Without it, the size comes from the class, in full detail. */
  size?: number;
  /** Its accessible name. Without one it is decoration. */
  label?: string;
  className?: string;
}

/** A drawn donut. */
export const Donut = memo(function Donut({ id, size, label, className }: DonutProps) {
  const prefix = useId().replace(/\W/g, "");
  const detail = size !== undefined && size <= 48 ? "icon" : "full";
  const drawing = useMemo(() => ({ __html: paintDonut(id, { detail, prefix }) }), [id, detail, prefix]);
  return (
    <svg
      viewBox={viewBox[detail]}
      width={size}
      height={size}
      className={className}
      {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: our own drawing, made of numbers; no text of anyone's gets in
      dangerouslySetInnerHTML={drawing}
    />
  );
});
