import { readlinkSync } from "node:fs";
import http from "node:http";
import { getPriority } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { getHeapSpaceStatistics } from "node:v8";
import type { Context } from "aws-lambda";

interface Event {
  do: string;
  value?: unknown;
  milliseconds?: number;
}

let invocations = 0;

/** Does what the event says, to try out the runtime. */
export async function handler(event: Event, context: Context): Promise<unknown> {
  invocations += 1;
  switch (event.do) {
    case "echo":
      return event.value;
    case "count":
      return invocations;
    case "context":
      return { ...context, remaining: context.getRemainingTimeInMillis(), environment: process.env };
    case "priority":
      return getPriority(Number(readlinkSync("/proc/thread-self").split("/").at(-1)));
    case "fill memory":
      logWhenGivenBack();
      return Array.from({ length: 1_000_000 }, () => ({})).length;
    case "collector":
      return typeof globalThis.gc;
    case "http": {
      const { moduleLoadList: loaded } = process as unknown as { moduleLoadList: string[] };
      return {
        undici: loaded.some((module) => module.includes("undici")),
        request: typeof http.request,
        WebSocket: http.WebSocket === WebSocket,
      };
    }
    case "log":
      console.log("one\ntwo");
      console.error("three");
      process.stdout.write("four, without an end");
      return null;
    case "log objects":
      console.log("text", 1);
      console.info({ order: { id: 7 } });
      console.warn("careful");
      console.error(new RangeError("no good"));
      console.debug("not at this level");
      process.stdout.write("written directly\n");
      return null;
    case "pause":
      await pause(event.milliseconds);
      return invocations;
    case "work": {
      const until = performance.now() + (event.milliseconds ?? 0);
      while (performance.now() < until);
      return invocations;
    }
    case "spin":
      for (;;);
    case "throw":
      throw new RangeError("no good", { cause: new Error("the reason") });
    case "throw later":
      setTimeout(() => {
        throw new Error("uncaught");
      }, 1);
      return pause(10_000);
    case "reject unseen":
      void Promise.reject(new Error("nobody looks"));
      return pause(10_000);
    case "exit":
      return process.exit(3);
    case "large":
      return "x".repeat(event.value as number);
    case "use memory": {
      const kept: unknown[] = [];
      for (;;) kept.push(new Array(100_000).fill(kept.length));
    }
    default:
      return undefined;
  }
}

function logWhenGivenBack(): void {
  const watch = setInterval(() => {
    // V8 by itself keeps the room for young objects.
    if (roomForYoungObjects() > 2_000_000) return;
    clearInterval(watch);
    console.log("given back");
  }, 1_000);
}

function roomForYoungObjects(): number {
  const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === "new_space");
  return young?.physical_space_size ?? 0;
}
