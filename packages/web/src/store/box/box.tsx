import { BoxBar } from "./box-bar.tsx";
import { BoxDrawer } from "./box-drawer.tsx";

/** The box, and the way to it on a phone. */
export function Box() {
  return (
    <>
      <BoxBar />
      <BoxDrawer />
    </>
  );
}
