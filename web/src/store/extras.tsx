import { BoxBar } from "./box/box-bar.tsx";
import { BoxDrawer } from "./box/box-drawer.tsx";
import { FreshNotices } from "./notices/fresh-notices.tsx";
import { ConnectionNote } from "./shell/connection-note.tsx";

/** What the store has on every page, but not before the first paint. */
export function Extras() {
  return (
    <>
      <ConnectionNote />
      <BoxBar />
      <BoxDrawer />
      <FreshNotices />
    </>
  );
}
