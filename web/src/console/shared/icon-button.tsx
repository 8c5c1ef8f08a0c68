import type { ComponentProps } from "react";
import { IconButton as PlainIconButton } from "../../ui/button.tsx";
import { Tip } from "./tip.tsx";

/** A round icon button that says its name. */
export function IconButton(props: ComponentProps<typeof PlainIconButton>) {
  return (
    <Tip isName text={props.label}>
      <PlainIconButton {...props} title={undefined} />
    </Tip>
  );
}
