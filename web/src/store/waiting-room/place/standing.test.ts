import type { Board, Place, PublicRoom, SocketMessage, Ticket } from "@donut/contracts/waiting-room";
import { expect, test } from "vitest";
import { afterBoard, afterMessage, afterPlace, claimed, endedBy, type Standing } from "./standing.ts";

const at = (second: number) => `2026-01-01T00:00:${String(second).padStart(2, "0")}.000Z`;
const room: PublicRoom = {
  mode: "open",
  lobby: false,
  guards: "all",
  x: 3,
  y: 25,
  n: 5,
  waiting: 9,
  admitted: 3,
  epoch: 1,
  at: at(0),
};
const ticket: Ticket = { entry: 12, number: 12, state: "waiting", epoch: 1, enteredAt: at(0), ahead: 8, waiting: 9 };
const feed = { kind: "socket" } as const;
const place = (more: Partial<Place> = {}): Place => ({ ticket, socketUrl: "wss://example.com", feed, room, ...more });
const now = 1_000_000;
const waiting = afterPlace(undefined, place(), now);

const turn = (second: number): SocketMessage => ({
  type: "turn",
  epoch: 1,
  at: at(second),
  number: 12,
  token: "seat",
  until: at(second + 25),
  secondsLeft: 25,
  claimSeconds: 10,
});
const tick = (second: number, ahead: number): SocketMessage => ({
  type: "tick",
  epoch: 1,
  at: at(second),
  ahead,
  waiting: ahead + 1,
  perMinute: 6,
});
const after = (standing: Standing, ...messages: SocketMessage[]) =>
  messages.reduce((before, message) => afterMessage(before, message, now), standing);

test("ticks move visitors up, and late ones move nobody back", () => {
  const moved = after(waiting, tick(10, 5), tick(5, 7));
  expect(moved.ticket.ahead).toBe(5);
  expect(moved.room.waiting).toBe(6);
});

test("the turn ends at the right moment, whatever this machine's clock shows", () => {
  const called = afterMessage(waiting, turn(20), now);
  expect(called.turn).toEqual({ endsAt: now + 25_000, token: "seat", claimBy: now + 10_000 });
  expect(called.ticket.ahead).toBeUndefined();
});

test("a visitor who has answered the call is not asked again when it is repeated", () => {
  const here = claimed(after(waiting, turn(20)));
  expect(after(here, turn(20)).turn?.claimBy).toBeUndefined();
});

test("a turn is not undone by earlier messages", () => {
  const called = after(waiting, turn(20));
  expect(after(called, tick(21, 3))).toBe(called);
  expect(after(called, { type: "place", epoch: 1, at: at(19), ticket, feed, room })).toBe(called);
  expect(afterPlace(called, place(), now)).toBe(called);
});

test("the token stays known when the server repeats the place without it", () => {
  const admitted: Ticket = { ...ticket, state: "admitted", until: at(45), secondsLeft: 20 };
  const again = after(waiting, turn(20), { type: "place", epoch: 1, at: at(25), ticket: admitted, feed, room });
  expect(again.turn).toMatchObject({ endsAt: now + 20_000, token: "seat" });
});

test("after the end nothing changes, until the visitor joins again", () => {
  const missed = after(waiting, turn(20), {
    type: "ended",
    epoch: 1,
    at: at(30),
    why: "missed",
    again: true,
    open: false,
  });
  expect(missed.turn).toBeUndefined();
  expect(missed.ended).toEqual({ why: "missed", again: true, open: false });
  expect(after(missed, turn(31), tick(32, 1))).toBe(missed);
  const anew = afterPlace(missed, place({ ticket: { ...ticket, entry: 30, number: 30 } }), now);
  expect(anew.ended).toBeUndefined();
  expect(anew.ticket.number).toBe(30);
});

test("messages from an earlier opening are ignored", () => {
  const second = afterPlace(undefined, place({ ticket: { ...ticket, epoch: 2 }, room: { ...room, epoch: 2 } }), now);
  expect(after(second, turn(40))).toBe(second);
});

test("a requested end says whether joining again is possible", () => {
  const ended = (mode: PublicRoom["mode"]) =>
    afterPlace(waiting, place({ ticket: { ...ticket, state: "closed" }, room: { ...room, mode } }), now).ended;
  expect(ended("open")).toEqual({ why: "closed", again: true, open: false });
  expect(ended("closed")).toEqual({ why: "closed", again: false, open: false });
  expect(ended("off")).toEqual({ why: "closed", again: false, open: true });
  expect(endedBy(waiting, "left").ended?.why).toBe("left");
});

test("the place is derived from the board, which is the same for everyone", () => {
  const board: Board = {
    epoch: 1,
    at: at(30),
    mode: "open",
    lobby: false,
    x: 3,
    y: 25,
    n: 5,
    low: 4,
    issued: 20,
    firstBlock: 0,
    gone: [2],
    waiting: 14,
    admitted: 3,
    pace: { holdSeconds: 15, turns: 40, perMinute: 12 },
  };
  const moved = afterBoard(waiting, board, [7, 9], now);
  expect(moved.ticket.ahead).toBe(5);
  expect(moved.ticket.eta?.highSeconds).toBeGreaterThan(0);
  const paused = afterBoard(moved, { ...board, mode: "paused" }, [7, 9], now);
  expect(paused.ticket.eta).toBeUndefined();
});

test("the countdown to the opening starts when it was announced", () => {
  const lobby = { ...room, lobby: true, opensAt: at(30), secondsToOpening: 30 };
  const inLobby = afterPlace(undefined, place({ room: lobby }), now);
  expect(inLobby.opensAt).toBe(now + 30_000);
  const opened = after(inLobby, { type: "room", epoch: 1, at: at(31), room: { ...room, at: at(31) }, feed });
  expect(opened.opensAt).toBeUndefined();
});
