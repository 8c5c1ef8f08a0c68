import { blockOf, boardEverySeconds } from "@donut/contracts/waiting-line";
import type { BoardBlock, SocketMessage } from "@donut/contracts/waiting-room";
import { useEffect } from "react";
import { ApiError } from "../../../api/http.ts";
import { givePlaceAway, myPlace, readBoard, readBoardBlock, takePlace } from "../../../api/waiting-room.ts";
import { createValue } from "../../../ui/value.ts";
import { kept, knownVisitor } from "../../shared/kept-place.ts";
import { type Link, openLink } from "./link.ts";
import { afterBoard, afterMessage, afterPlace, claimed, endedBy, type Standing } from "./standing.ts";
import { joinTabs, type Tabs } from "./tabs.ts";

/** This browser's place, shared by all its tabs. */
const standing = createValue<Standing | undefined>(undefined);
/** The place it belongs to: an order ends a place without a request here. */
let standingOf: string | undefined;
/** Whether the last request to the waiting room failed. */
const cutOff = createValue(false);

export const useCutOff = cutOff.use;

/** This browser's place, followed while a component uses it; undefined without a place, or before the first answer. */
export function useStanding(): Standing | undefined {
  const placeToken = kept.use()?.placeToken;
  const now = standing.use();
  useEffect(() => (placeToken ? follow(placeToken) : undefined), [placeToken]);
  return placeToken ? now : undefined;
}

/**
 * Takes a place, or returns to the existing one.
 * @throws {ApiError} the server's error; 409: nobody can enter now
 */
export async function enter(): Promise<void> {
  const joined = await takePlace(knownVisitor());
  standing.set(afterPlace(undefined, joined, Date.now()));
  standingOf = joined.placeToken;
  cutOff.set(false);
  fresh = joined;
  kept.set({ placeToken: joined.placeToken });
}

/** Answers the call: the visitor is here. */
export function answerCall(): void {
  following?.answer();
}

/** Gives up the place or the seat, in all tabs. */
export async function leave(): Promise<void> {
  const place = kept.get();
  if (!place) return;
  await givePlaceAway(place.placeToken);
  const before = standing.get();
  if (before) following?.hear(endedBy(before, "left"));
  forgetPlace();
}

/** The place's outcome is known, or no longer matters. */
export function forgetPlace(): void {
  kept.set(undefined);
  standing.set(undefined);
}

/** Whether this tab holds the connection for all of them. */
export function speaksForAll(): boolean {
  return following?.leads() ?? true;
}

interface Following {
  placeToken: string;
  leads(): boolean;
  answer(): void;
  hear(next: Standing): void;
  stop(): void;
}

let following: Following | undefined;
let lookers = 0;
/** Answered just now: no need to ask again. */
let fresh: { placeToken: string; socketUrl: string } | undefined;
/** Between two pages no component uses it for a moment. */
const lingerMs = 1000;

function follow(placeToken: string): () => void {
  lookers++;
  if (following?.placeToken !== placeToken) {
    following?.stop();
    if (standingOf !== placeToken) standing.set(undefined);
    standingOf = placeToken;
    following = start(placeToken);
  }
  return () => {
    lookers--;
    setTimeout(() => {
      if (lookers > 0) return;
      following?.stop();
      following = undefined;
    }, lingerMs);
  };
}

const watchMs = 1000;
/** API Gateway closes a socket after ten minutes of silence. */
const pingMs = 4 * 60_000;
/** If nothing is heard for this long beyond the expected time, the tab asks. */
const patienceMs = 3000;
/** A hidden tab that has lost its socket reports its presence this often. */
const hiddenMs = 30_000;

function start(placeToken: string): Following {
  const done = new AbortController();
  const { signal } = done;
  let link: Link | undefined;
  let socketUrl = fresh?.placeToken === placeToken ? fresh.socketUrl : "";
  fresh = undefined;
  let asking = false;
  let askedAt = 0;
  let failures = 0;
  let pingedAt = Date.now();
  let boardAt = 0;
  let block: BoardBlock | undefined;
  let blockCount = -1;

  const current = () => standing.get();
  const visible = () => !document.hidden;

  const take = (next: Standing) => {
    if (signal.aborted) return;
    standing.set(next);
    keepAdmission(placeToken, next);
    if (next.ended) link?.close();
  };
  const hear = (next: Standing) => {
    take(next);
    tabs.tell(next);
  };

  /** The full state, in case messages were missed. */
  const ask = async () => {
    if (asking || signal.aborted) return;
    asking = true;
    askedAt = Date.now();
    try {
      const place = await myPlace(placeToken, signal);
      failures = 0;
      cutOff.set(false);
      socketUrl = place.socketUrl;
      hear(afterPlace(current(), place, Date.now()));
      connect();
    } catch (error) {
      if (signal.aborted) return;
      if (isVoid(error)) return endHere();
      failures++;
      cutOff.set(!link?.isOpen());
    } finally {
      asking = false;
    }
  };
  /** The place belongs to an earlier opening, or never existed. */
  const endHere = () => {
    const before = current();
    if (before) hear(endedBy(before, "closed"));
    else kept.set(undefined);
  };

  const answer = () => {
    const before = current();
    if (!before?.turn) return;
    if (link?.send("here")) hear(claimed(before));
    else void ask();
  };

  const onMessage = (message: SocketMessage) => {
    const before = current();
    if (!before) return;
    const next = afterMessage(before, message, Date.now());
    cutOff.set(false);
    if (next !== before) hear(next);
    if (message.type === "turn" && (visible() || next.turn?.claimBy === undefined)) answer();
    if (lacksToken(next) && visible()) void ask();
  };
  const connect = () => {
    if (link || !tabs.leads() || socketUrl === "" || current()?.ended) return;
    link = openLink({ url: () => socketUrl, onMessage, onChange: () => cutOff.set(!link?.isOpen() && failures > 0) });
  };

  const lookAtBoard = async (before: Standing) => {
    const { number } = before.ticket;
    boardAt = Date.now();
    try {
      const board = await readBoard(signal);
      const own = number === undefined ? undefined : blockOf(number);
      const count = own === undefined ? 0 : (board.gone[own - board.firstBlock] ?? 0);
      if (own !== undefined && (block?.block !== own || block.epoch !== board.epoch || count !== blockCount)) {
        block = await readBoardBlock(own, signal);
        blockCount = count;
      }
      hear(afterBoard(current() ?? before, board, block?.gone ?? [], Date.now()));
    } catch {
      // A failed read is repeated next time; after a long silence the tab asks.
    }
  };

  const watch = () => {
    const now = Date.now();
    const before = current();
    if (before?.ended) return;
    const pause = Math.min(hiddenMs, 1000 * 2 ** failures);
    if (now - askedAt < Math.max(1500, pause)) return;
    if (!before) return void ask();

    const { room, feed, turn, heardAt, opensAt } = before;
    const byBoard = feed.kind === "board" && before.ticket.state === "waiting";
    const every = byBoard ? boardEverySeconds(before.ticket.ahead ?? 0, room) : room.n;
    if (byBoard && visible() && now - boardAt > every * 1000) void lookAtBoard(before);
    if (turn?.claimBy !== undefined && !visible()) return;
    const open = link?.isOpen() === true;
    if (open && now - pingedAt > pingMs) {
      pingedAt = now;
      link?.send("ping");
    }
    const due = (open ? 3 * every * 1000 : every * 1000) + patienceMs;
    const silent = now - heardAt > (visible() ? due : Math.max(due, hiddenMs));
    if (lacksToken(before) && visible()) return void ask();
    const opened = opensAt !== undefined && now > opensAt + watchMs;
    const over = turn !== undefined && now > turn.endsAt + patienceMs;
    // During the turn only its end is sent.
    if (opened || over || (silent && (turn === undefined || !open) && (tabs.leads() || visible()))) void ask();
  };

  const wake = () => {
    if (!visible()) return;
    link?.hurry();
    if (current()?.ended) return;
    if (current()?.turn?.claimBy !== undefined) answer();
    else void ask();
  };

  const tabs: Tabs = joinTabs({
    placeToken,
    signal,
    onLead: () => queueMicrotask(connect),
    onAsked: () => {
      const known = current();
      if (known) tabs.tell(known);
    },
    onStanding: (told) => {
      if (told.heardAt >= (current()?.heardAt ?? 0)) take(told);
      cutOff.set(false);
    },
  });
  const timer = setInterval(watch, watchMs);
  document.addEventListener("visibilitychange", wake, { signal });
  addEventListener("online", wake, { signal });
  addEventListener("pageshow", (event) => event.persisted && wake(), { signal });
  // A visitor who was admitted at once has had no message since.
  if (socketUrl === "" || current()?.turn) void ask();

  return {
    placeToken,
    leads: tabs.leads,
    answer,
    hear,
    stop() {
      done.abort();
      clearInterval(timer);
      link?.close();
    },
  };
}

/** For the order, in whichever tab it is placed. */
function keepAdmission(placeToken: string, { turn }: Standing): void {
  const before = kept.get();
  if (before?.placeToken !== placeToken) return;
  const token = turn?.token;
  if (before.admission?.token === token && before.admission?.endsAt === turn?.endsAt) return;
  kept.set({ placeToken, ...(turn && token !== undefined && { admission: { token, endsAt: turn.endsAt } }) });
}

/** The turn has come, but the admission has not arrived. */
function lacksToken({ ticket, turn }: Standing): boolean {
  return ticket.state === "admitted" && turn?.token === undefined;
}

function isVoid(error: unknown): boolean {
  return error instanceof ApiError && [401, 403, 404, 410].includes(error.status);
}
