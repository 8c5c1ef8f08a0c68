import type { ServerResponse } from "node:http";
import type { PushStore } from "./store.ts";

const aliveMs = 25_000;

/** Open receivers, each a stream of server-sent events. They stand in for a browser's connection to its vendor. */
export class Receivers {
  readonly #store: PushStore;
  readonly #streams = new Map<string, Set<ServerResponse>>();

  constructor(store: PushStore) {
    this.#store = store;
  }

  add(subscriptionId: string, response: ServerResponse): void {
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    response.write(": here\n\n");
    const streams = this.#streams.get(subscriptionId) ?? new Set();
    this.#streams.set(subscriptionId, streams.add(response));
    const alive = setInterval(() => response.write(": here\n\n"), aliveMs);
    response.once("close", () => {
      clearInterval(alive);
      streams.delete(response);
    });
    this.deliver(subscriptionId);
  }

  /** Delivers waiting messages if a receiver is connected. */
  deliver(subscriptionId: string): void {
    const streams = this.#streams.get(subscriptionId);
    if (streams === undefined || streams.size === 0) return;
    for (const { id, text } of this.#store.receive(subscriptionId)) {
      const event = `id: ${id}\n${text
        .split("\n")
        .map((line) => `data: ${line}\n`)
        .join("")}\n`;
      for (const stream of streams) stream.write(event);
    }
  }

  stop(): void {
    for (const streams of this.#streams.values()) for (const stream of streams) stream.end();
  }
}
