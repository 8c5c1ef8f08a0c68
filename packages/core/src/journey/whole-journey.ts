import * as z from "zod";
import { deadLetter, restsSince, withoutContent } from "../dead-letters/dead-letter.ts";
import { deadLettersOf } from "../dead-letters/dead-letter-index.ts";
import { failuresOf } from "../messaging/failure-record.ts";
import { ordersOf } from "../order/order.ts";
import { ownSteps, standingOf } from "../order-queue/standing.ts";
import { inParts } from "../parts.ts";
import { queueNameOf } from "../queues/topology.ts";
import { type Move, movesOf } from "../repair/ledger.ts";
import { readJourney } from "./journey.ts";

// A Lambda response is limited to 6 MB, and the answer is JSON encoded as a string within JSON.
const mostBytes = 4_000_000;

/** Everything that one request has caused: events, failures, dead letters and repairs, oldest first. */
export const journeyStep = z.discriminatedUnion("kind", [
  /** An event, with its type and data. The order itself counts as one. */
  z.object({
    kind: z.literal("event"),
    at: z.iso.datetime(),
    type: z.string(),
    detail: z.record(z.string(), z.unknown()),
  }),
  /** A failed try by a consumer. */
  z.object({
    kind: z.literal("failed-try"),
    at: z.iso.datetime(),
    queue: z.string(),
    messageId: z.string(),
    /** 1 for the first. */
    attempt: z.int(),
    error: z.object({ name: z.string(), message: z.string(), retryable: z.boolean() }),
  }),
  /** A message that is in a dead-letter queue now. */
  z.object({ kind: z.literal("dead-letter"), at: z.iso.datetime(), queue: z.string(), message: deadLetter }),
  /** A message that came to a dead-letter queue and has left it since; `repair` says how. */
  z.object({
    kind: z.literal("rested"),
    at: z.iso.datetime(),
    until: z.iso.datetime(),
    queue: z.string(),
    messageId: z.string(),
    type: z.string().optional(),
  }),
  /** A dead letter that was redriven, edited or deleted; `newMessageId` is its id since then. */
  z.object({
    kind: z.literal("repair"),
    at: z.iso.datetime(),
    action: z.enum(["redrive", "edit", "delete"]),
    queue: z.string(),
    destination: z.string().optional(),
    messageId: z.string(),
    newMessageId: z.string().optional(),
    taskId: z.string(),
    /** Name of the person who did it. */
    by: z.string().optional(),
    /** When the message came to the queue. */
    restedSince: z.iso.datetime().optional(),
  }),
]);
export type JourneyStep = z.infer<typeof journeyStep>;

/** @returns everything that is known to have happened under a correlation id, in every chain. */
export async function readWholeJourney(correlationId: string): Promise<JourneyStep[]> {
  const steps = await Promise.all([
    orderSteps(correlationId),
    readJourney(correlationId).then((events) => events.map((event) => ({ kind: "event" as const, ...event }))),
    failedTries(correlationId),
    resting(correlationId),
    repairs(correlationId),
  ]);
  return steps.flat().sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
}

/** The part that customers may see, with who ordered what. */
async function orderSteps(correlationId: string): Promise<JourneyStep[]> {
  const orders = await ordersOf(correlationId);
  const steps = orders.map(async (order): Promise<JourneyStep[]> => {
    const { email, lines, test } = order;
    return ownSteps(await standingOf(order)).map(({ detail, ...step }) => ({
      kind: "event",
      ...step,
      detail: { ...detail, email, lines, ...(test && { test }) },
    }));
  });
  return (await Promise.all(steps)).flat();
}

async function failedTries(correlationId: string): Promise<JourneyStep[]> {
  const failures = await failuresOf(correlationId);
  return failures.flatMap(({ messageId, queueArn, tries }) =>
    tries.map(({ at, name, message, retryable }, index) => ({
      kind: "failed-try" as const,
      at,
      queue: queueNameOf(queueArn),
      messageId,
      attempt: index + 1,
      error: { name, message, retryable },
    })),
  );
}

/**
 * A dead letter is dated by its last failed try, or by when it was sent if it never reached a consumer. Those that do
 * not fit in the response are reduced to their basic facts.
 */
async function resting(correlationId: string): Promise<JourneyStep[]> {
  const deadLetters = await deadLettersOf(correlationId);
  const [whole = []] = inParts(deadLetters, deadLetters.length, mostBytes, ({ message }) =>
    Buffer.byteLength(JSON.stringify(JSON.stringify(message))),
  );
  return deadLetters.map(({ queue, message }, index) => ({
    kind: "dead-letter",
    at: restsSince(message),
    queue,
    message: index < whole.length ? message : withoutContent(message),
  }));
}

async function repairs(correlationId: string): Promise<JourneyStep[]> {
  const moves = (await movesOf(correlationId)).filter(({ state }) => state === "done");
  // A message that went to several queues has a move for each, and rested once.
  const rested = new Map(moves.map((move) => [`${move.queue} ${move.messageId}`, move]));
  return [...[...rested.values()].flatMap(restOf), ...moves.map(repairOf)];
}

function restOf({ at: until, restedSince: at, queue, messageId, type }: Move): JourneyStep[] {
  return at === undefined ? [] : [{ kind: "rested", at, until, queue, messageId, type }];
}

function repairOf({ state: _, correlationId: __, type: ___, ...move }: Move): JourneyStep {
  return { kind: "repair", ...move };
}
