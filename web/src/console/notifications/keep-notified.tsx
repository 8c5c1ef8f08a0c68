import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { thisDevice } from "./this-device.ts";

/** Renders nothing. Loads the code for notifications only on devices that have them on. */
export function KeepNotified() {
  const device = thisDevice.use();
  const router = useRouter();
  useEffect(() => {
    if (device === undefined) return;
    let stop: (() => void) | undefined;
    let gone = false;
    void import("./keep.ts").then(({ keepNotified }) => {
      if (!gone) stop = keepNotified(device, (path) => router.history.push(path));
    });
    return () => {
      gone = true;
      stop?.();
    };
  }, [device, router]);
  return null;
}
