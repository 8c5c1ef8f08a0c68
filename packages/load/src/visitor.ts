import type { Joined, SocketMessage } from "@donut/contracts/waiting-room";

type Message<T extends SocketMessage["type"]> = Extract<SocketMessage, { type: T }>;

/** A person in the waiting room, with a socket. */
export class Visitor {
  readonly place: Joined;
  readonly #socket: WebSocket;
  readonly #onMessage: ((message: SocketMessage) => void)[] = [];
  #closed: string | undefined;

  private constructor(place: Joined, socket: WebSocket) {
    this.place = place;
    this.#socket = socket;
    socket.addEventListener("close", ({ code, reason }) => {
      this.#closed = `its socket was closed: ${code} ${reason}`;
    });
    socket.addEventListener("message", ({ data }) => {
      const message = JSON.parse(String(data)) as SocketMessage;
      for (const listener of this.#onMessage) listener(message);
    });
  }

  /** Takes a place and connects. */
  static async come(room: string): Promise<Visitor> {
    const place = await enter(room);
    const socket = new WebSocket(place.socketUrl);
    await new Promise((resolve, reject) => {
      socket.addEventListener("open", resolve, { once: true });
      socket.addEventListener("error", () => reject(new Error("A socket was not opened.")), { once: true });
    });
    return new Visitor(place, socket);
  }

  onMessage(listener: (message: SocketMessage) => void): void {
    this.#onMessage.push(listener);
  }

  /** @returns the next message of this kind; fails if there is none within 30 s */
  heard<T extends SocketMessage["type"]>(type: T): Promise<Message<T>> {
    return new Promise((resolve, reject) => {
      const missed = () => reject(new Error(`No message ${type} came: ${this.#closed ?? "its socket is open"}`));
      const timeout = setTimeout(missed, 30_000);
      this.onMessage((message) => {
        if (message.type !== type) return;
        clearTimeout(timeout);
        resolve(message as Message<T>);
      });
    });
  }

  say(action: "here" | "leave"): void {
    this.#socket.send(JSON.stringify({ action }));
  }

  go(): void {
    this.#socket.close();
  }
}

/** Takes a place in the line. @param room URL of the waiting room's API */
export async function enter(room: string): Promise<Joined> {
  const answer = await fetch(`${room}/tickets`, { method: "POST", signal: AbortSignal.timeout(60_000) });
  if (!answer.ok) throw new Error(`No place was given: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Joined;
}
