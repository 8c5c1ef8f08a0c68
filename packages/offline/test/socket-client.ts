import { once } from "node:events";
import { onTestFinished } from "vitest";
import { type ClientOptions, WebSocket } from "ws";

/** A client that records the messages it gets. */
export async function connect(
  url: string,
  { protocols = [], ...options }: ClientOptions & { protocols?: string[] } = {},
) {
  const socket = new WebSocket(url, protocols, options);
  const received: string[] = [];
  const waiting: ((text: string) => void)[] = [];
  socket.on("message", (data) => {
    const text = data.toString();
    const next = waiting.shift();
    if (next) next(text);
    else received.push(text);
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.once("close", (code, reason) => resolve({ code, reason: String(reason) }));
  });
  onTestFinished(() => socket.terminate());
  await once(socket, "open");
  return {
    socket,
    closed,
    say: (message: unknown) => socket.send(typeof message === "string" ? message : JSON.stringify(message)),
    /** The next message that has not been taken yet. */
    next: () =>
      new Promise<string>((resolve) => {
        const text = received.shift();
        if (text === undefined) waiting.push(resolve);
        else resolve(text);
      }),
  };
}

/** @returns the HTTP response to a refused handshake; its body is JSON */
export async function refused(url: string, options: ClientOptions = {}): Promise<{ status: number; body: unknown }> {
  const socket = new WebSocket(url, options);
  const [, response] = await once(socket, "unexpected-response");
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  socket.on("error", () => {});
  socket.terminate();
  return { status: response.statusCode, body: JSON.parse(Buffer.concat(chunks).toString()) };
}
