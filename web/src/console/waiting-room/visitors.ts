import { testAddress } from "@donut/contracts/test-traffic";
import type { Joined, SocketMessage } from "@donut/contracts/waiting-room";
import { ApiError, call } from "../../api/http.ts";
import type { Order } from "../../api/types.ts";
import { salesUrl } from "../../api/urls.ts";
import { actionText, myPlace, parseMessage, takePlace, waitingRoomUrl } from "../../api/waiting-room.ts";

export const visitorStates = ["joining", "waiting", "admitted", "ordered", "left", "ended", "refused"] as const;
type VisitorState = (typeof visitorStates)[number];

/** Events of the visitor being followed. */
export interface Step {
  at: number;
  kind: "entered" | "lobby" | "moved" | "called" | "here" | "ordered" | "left" | "ended" | "missed" | "closed";
  number?: number;
  ahead?: number;
}

export interface Crowd {
  /** Since the page was opened. */
  counts: Record<VisitorState, number>;
  /** Why the last visitor was refused. */
  refusal: string | undefined;
  steps: Step[];
}

export interface Visitors {
  join(count: number, options?: { followed?: boolean }): void;
  leave(): void;
  /** They leave permanently. */
  close(): void;
}

/** The most one window holds at a time. */
export const mostVisitors = 300;
const mostJoiningAtOnce = 6;
const mostTries = 3;
const buys = 0.75;
const leaves = 0.1;

/** Seconds until a visitor answers the call, and until they have chosen. */
const answerSeconds = { from: 0.5, to: 3 };
const chooseSeconds = { from: 2, to: 9 };

interface Visitor {
  state: VisitorState;
  placeToken?: string;
  socket?: WebSocket;
  timers: ReturnType<typeof setTimeout>[];
  followed: boolean;
}

/**
 * Simulated visitors: each has its own place and socket, and uses the public APIs.
 * @param productId the product they buy
 */
export function createVisitors(productId: () => string | undefined, onChange: (crowd: Crowd) => void): Visitors {
  const all = new Set<Visitor>();
  const counts = Object.fromEntries(visitorStates.map((it) => [it, 0])) as Crowd["counts"];
  let refusal: string | undefined;
  let steps: Step[] = [];
  let joining = 0;
  let closed = false;
  const waitingToJoin: Visitor[] = [];

  let told = false;
  const tell = () => {
    if (told) return;
    told = true;
    setTimeout(() => {
      told = false;
      if (!closed) onChange({ counts: { ...counts }, refusal, steps });
    }, 100);
  };
  const become = (visitor: Visitor, state: VisitorState) => {
    counts[visitor.state]--;
    visitor.state = state;
    counts[state]++;
    if (isOver(state)) {
      for (const timer of visitor.timers) clearTimeout(timer);
      visitor.socket?.close();
      all.delete(visitor);
    }
    tell();
  };
  const note = (visitor: Visitor, step: Omit<Step, "at">) => {
    if (!visitor.followed) return;
    steps = [...steps, { at: Date.now(), ...step }];
    tell();
  };
  const later = (visitor: Visitor, { from, to }: { from: number; to: number }, act: () => void) => {
    visitor.timers.push(setTimeout(act, 1000 * (from + Math.random() * (to - from))));
  };

  const comeIn = async (visitor: Visitor) => {
    try {
      const { ticket, placeToken, socketUrl, admission } = await takeSurely(crypto.randomUUID());
      visitor.placeToken = placeToken;
      if (closed || visitor.state !== "joining") return giveAway(visitor);
      become(visitor, "waiting");
      if (ticket.number === undefined) note(visitor, { kind: "lobby" });
      else note(visitor, { kind: "entered", number: ticket.number, ahead: ticket.ahead ?? 0 });
      connect(visitor, socketUrl);
      if (admission) takeTurn(visitor, admission.token);
    } catch (error) {
      refusal = error instanceof Error ? error.message : String(error);
      become(visitor, "refused");
    }
  };
  const connect = (visitor: Visitor, url: string) => {
    const socket = new WebSocket(url);
    visitor.socket = socket;
    socket.onmessage = ({ data }) => {
      const message = parseMessage(data);
      if (message && !isOver(visitor.state)) hear(visitor, message);
    };
    socket.onclose = () => {
      if (!isOver(visitor.state) && !closed) later(visitor, { from: 0.5, to: 4 }, () => connect(visitor, url));
    };
  };
  const hear = (visitor: Visitor, message: SocketMessage) => {
    if (message.type === "tick" && message.ahead !== undefined) moved(visitor, message.ahead);
    if (message.type === "place" && message.ticket.number !== undefined && visitor.state === "waiting") {
      const { number, ahead } = message.ticket;
      if (lastStep(visitor)?.kind === "lobby") note(visitor, { kind: "entered", number, ahead: ahead ?? 0 });
      if (message.ticket.state === "admitted") void askTurn(visitor);
    }
    if (message.type === "turn" && visitor.state === "waiting") takeTurn(visitor, message.token);
    if (message.type !== "ended") return;
    const { why } = message;
    if (why !== "ordered" && why !== "left") note(visitor, { kind: why === "expired" ? "ended" : why });
    become(visitor, why === "ordered" || why === "left" ? why : "ended");
  };
  const lastStep = (visitor: Visitor) => (visitor.followed ? steps.at(-1) : undefined);
  const moved = (visitor: Visitor, ahead: number) => {
    const last = lastStep(visitor);
    if (last?.ahead === ahead || visitor.state !== "waiting") return;
    note(visitor, { kind: "moved", ahead });
  };

  /** The call came while the socket was disconnected. */
  const askTurn = async (visitor: Visitor) => {
    const place = await myPlace(visitor.placeToken ?? "").catch(() => undefined);
    if (place?.admission && visitor.state === "waiting") takeTurn(visitor, place.admission.token);
  };
  const sayHere = (visitor: Visitor) => {
    if (visitor.socket?.readyState === WebSocket.OPEN) return visitor.socket.send(actionText("here"));
    void myPlace(visitor.placeToken ?? "").catch(() => undefined);
  };
  const takeTurn = (visitor: Visitor, token: string) => {
    become(visitor, "admitted");
    note(visitor, { kind: "called" });
    const plan = visitor.followed ? 0 : Math.random();
    const forgets = plan > buys + leaves;
    if (forgets && Math.random() < 0.5) return;
    later(visitor, answerSeconds, () => {
      sayHere(visitor);
      note(visitor, { kind: "here" });
      if (forgets) return;
      later(visitor, chooseSeconds, () => void (plan < buys ? order(visitor, token) : goAway(visitor)));
    });
  };
  const order = async (visitor: Visitor, token: string) => {
    const id = productId();
    if (id === undefined) return goAway(visitor);
    try {
      await call<{ order: Order }>(`${salesUrl}/orders`, {
        method: "POST",
        body: { lines: [{ productId: id, quantity: 1 }], customer: { email: testAddress("waiting-room") } },
        headers: { "x-admission": token, "idempotency-key": crypto.randomUUID() },
      });
      note(visitor, { kind: "ordered" });
      if (!isOver(visitor.state)) become(visitor, "ordered");
    } catch {
      // Sold out, or too late.
      if (!isOver(visitor.state)) await goAway(visitor);
    }
  };
  const goAway = async (visitor: Visitor) => {
    note(visitor, { kind: "left" });
    become(visitor, "left");
    await giveAway(visitor);
  };

  const work = async () => {
    if (joining >= mostJoiningAtOnce) return;
    joining++;
    for (let next = waitingToJoin.shift(); next; next = waitingToJoin.shift()) await comeIn(next);
    joining--;
  };
  const leave = () => {
    waitingToJoin.length = 0;
    for (const visitor of [...all]) {
      const hadPlace = visitor.placeToken !== undefined;
      become(visitor, "left");
      if (hadPlace) void giveAway(visitor);
    }
  };

  return {
    join(count, { followed = false } = {}) {
      if (followed) {
        steps = [];
        for (const visitor of all) visitor.followed = false;
      }
      const room = mostVisitors - all.size;
      for (let index = 0; index < Math.min(count, room); index++) {
        const visitor: Visitor = { state: "joining", timers: [], followed };
        counts.joining++;
        all.add(visitor);
        waitingToJoin.push(visitor);
      }
      for (let worker = 0; worker < mostJoiningAtOnce; worker++) void work();
      tell();
    },
    leave,
    close() {
      leave();
      closed = true;
    },
  };
}

/** If an answer is lost, the request is repeated as the same visitor, who has only one place. */
async function takeSurely(visitor: string): Promise<Joined> {
  for (let tries = 1; ; tries++) {
    try {
      return await takePlace(visitor);
    } catch (error) {
      if (tries === mostTries || (error instanceof ApiError && error.status < 500)) throw error;
    }
  }
}

function isOver(state: VisitorState): boolean {
  return state === "ordered" || state === "left" || state === "ended" || state === "refused";
}

/** Works even while the page is closing. */
async function giveAway({ placeToken }: Visitor): Promise<void> {
  if (placeToken === undefined) return;
  await fetch(`${waitingRoomUrl}/tickets/me`, {
    method: "DELETE",
    headers: { authorization: `Bearer ${placeToken}` },
    keepalive: true,
  }).catch(() => undefined);
}
