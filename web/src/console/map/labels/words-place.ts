import type { CSSProperties } from "react";
import type { Station } from "../layout.ts";

/** Where a station's words stand, inside the box of the station. */
export function wordsPlace({ box }: Station, { x, y, width, height }: Station["words"]): CSSProperties {
  return { left: x - box.x, top: y - box.y, width, height };
}
