import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { thisDevice } from "./this-device.ts";

/** Nothing to see. What it takes to be told is loaded where a device is told at all. */
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
