import { lazy, Suspense } from "react";
import { BoxBar } from "./box/box-bar.tsx";
import { BoxDrawer } from "./box/box-drawer.tsx";
import { FreshNotices } from "./notices/fresh-notices.tsx";
import { ConnectionNote } from "./shell/connection-note.tsx";
import { kept } from "./waiting-room/place/kept.ts";

const PlaceBar = lazy(async () => (await import("./waiting-room/place-bar.tsx")).load());

/** Parts of every store page that are not needed before the first paint. */
export function Extras() {
  const hasPlace = kept.use() !== undefined;
  return (
    <>
      <ConnectionNote />
      <BoxBar />
      <BoxDrawer />
      <FreshNotices />
      {hasPlace && (
        <Suspense>
          <PlaceBar />
        </Suspense>
      )}
    </>
  );
}
