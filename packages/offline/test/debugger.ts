import { pathToFileURL } from "node:url";

interface Message {
  id?: number;
  method?: string;
  params?: Record<string, unknown>;
}

/** A minimal debugger for tests that speaks to the inspector as Chrome's and VS Code's do. */
export async function attachDebugger(address: string) {
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve, { once: true });
    socket.addEventListener("error", reject, { once: true });
  });
  let sent = 0;
  const breakpoints: object[] = [];
  const workers = new Set<string>();
  const stopped: string[] = [];

  const send = (method: string, params: object = {}) => socket.send(JSON.stringify({ id: ++sent, method, params }));
  const sendTo = (sessionId: string, method: string, params: object = {}) =>
    send("NodeWorker.sendMessageToWorker", { sessionId, message: JSON.stringify({ id: ++sent, method, params }) });

  socket.addEventListener("message", ({ data }) => {
    const { method, params = {} } = JSON.parse(String(data)) as Message;
    const sessionId = String(params.sessionId);
    if (method === "NodeWorker.attachedToWorker") {
      workers.add(sessionId);
      sendTo(sessionId, "Debugger.enable");
      for (const breakpoint of breakpoints) sendTo(sessionId, "Debugger.setBreakpointByUrl", breakpoint);
      sendTo(sessionId, "Runtime.runIfWaitingForDebugger");
    }
    if (method === "NodeWorker.detachedFromWorker") workers.delete(sessionId);
    if (method !== "NodeWorker.receivedMessageFromWorker") return;
    const told = JSON.parse(String(params.message)) as Message;
    if (told.method !== "Debugger.paused") return;
    // Every new thread waits at its first line, so that no breakpoint is set too late.
    if (told.params?.reason === "Break on start") sendTo(sessionId, "Debugger.resume");
    else stopped.push(sessionId);
  });
  send("NodeWorker.enable", { waitForDebuggerOnStart: true });

  return {
    /** Stops every thread that reaches the line of the file, counted from 1. */
    breakAt(file: string, line: number) {
      const breakpoint = { url: pathToFileURL(file).href, lineNumber: line - 1 };
      breakpoints.push(breakpoint);
      for (const worker of workers) sendTo(worker, "Debugger.setBreakpointByUrl", breakpoint);
    },
    /** How often a thread has stopped. */
    stops: () => stopped.length,
    resume() {
      for (const worker of new Set(stopped)) sendTo(worker, "Debugger.resume");
    },
    detach: () => socket.close(),
  };
}
