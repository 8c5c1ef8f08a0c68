import { Fragment } from "react";
import { partsOf } from "../text-width.ts";

/** A long name, which may go on in a second line. */
export function Broken({ name }: { name: string }) {
  return partsOf(name).map((part, index) => (
    <Fragment key={partsOf(name).slice(0, index).join("")}>
      <wbr />
      {part}
    </Fragment>
  ));
}
