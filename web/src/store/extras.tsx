import { useRouter } from "@tanstack/react-router";
import { lazy, Suspense, useEffect } from "react";
import { BoxBar } from "./box/box-bar.tsx";
import { BoxDrawer } from "./box/box-drawer.tsx";
import { FreshNotices } from "./notices/fresh-notices.tsx";
import { AccountVisits } from "./passport/account-visits.tsx";
import { kept } from "./shared/kept-place.ts";
import { ConnectionNote } from "./shell/connection-note.tsx";

const PlaceBar = lazy(async () => (await import("./waiting-room/place-bar.tsx")).load());

/** Parts of every store page that are not needed before the first paint. */
export function Extras() {
  const hasPlace = kept.use() !== undefined;
  useRestOfStore();
  return (
    <>
      <ConnectionNote />
      <AccountVisits />
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

/** Loads the store's other pages while there is time, so that they open without a network, too. */
function useRestOfStore(): void {
  const router = useRouter();
  useEffect(() => {
    for (const path of ["/donuts/$productId", "/orders", "/orders/$orderId"] as const) {
      router.loadRouteChunk(router.routesByPath[path])?.catch(() => undefined);
    }
  }, [router]);
}
