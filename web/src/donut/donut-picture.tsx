import { lazy, Suspense, useState } from "react";
import { drawingPath } from "./drawing-path.ts";

const Donut = lazy(() => import("./donut.tsx").then((it) => ({ default: it.Donut })));

interface DonutPictureProps {
  /** A product's id. */
  id: string;
  src?: string;
  /** Its accessible name. Without one it is decoration. */
  label?: string;
  className?: string;
  /** For pictures visible at first. */
  eager?: boolean;
}

/** The donut's picture file from the build; a product newer than the build is drawn here. */
export function DonutPicture({ id, src = drawingPath(id), label = "", className, eager }: DonutPictureProps) {
  const [missing, setMissing] = useState(false);
  if (missing) {
    return (
      <Suspense fallback={<span className={className} />}>
        <Donut id={id} label={label} {...(className && { className })} />
      </Suspense>
    );
  }
  return (
    <img
      src={src}
      alt={label}
      width="240"
      height="240"
      draggable="false"
      className={className}
      decoding="async"
      {...(eager && { fetchPriority: "high" })}
      onError={() => setMissing(true)}
    />
  );
}
