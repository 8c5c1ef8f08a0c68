import type { CSSProperties } from "react";
import type { Station } from "../layout.ts";

/** The position of a station's text, inside the station's box. */
export function wordsPlace({ box }: Station, { x, y, width, height }: Station["words"]): CSSProperties {
  return { left: x - box.x, top: y - box.y, width, height };
}
