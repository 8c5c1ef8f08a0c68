import type { Message } from "@aws-sdk/client-sqs";
import type { DeployedQueue } from "@donut/contracts/topology";
import type { DeadLetter } from "../dead-letters/dead-letter.ts";
import { destinationsFor } from "./destinations-for.ts";
import { claimMove, noteMoves, type Sent } from "./ledger.ts";
import { sendAgain } from "./send-again.ts";
import type { StoredTask } from "./tasks.ts";

export interface Received {
  message: Message;
  deadLetter: DeadLetter;
}

/** Sends dead letters of `queue` to their destinations. @returns those that have reached all of them, now or earlier */
export async function sendBack(task: StoredTask, queue: DeployedQueue, chosen: Received[]): Promise<Received[]> {
  const routes = new Map<DeployedQueue, Received[]>();
  const failed = new Set<string>();
  for (const one of chosen) {
    const destinations = destinationsFor(queue, one.deadLetter);
    if (destinations.length === 0) failed.add(one.deadLetter.id);
    for (const destination of destinations) routes.set(destination, [...(routes.get(destination) ?? []), one]);
  }
  const sent: Sent[] = [];
  for (const [destination, all] of routes) {
    const claims = await Promise.all(all.map(({ deadLetter }) => claimMove(task, deadLetter, destination.name)));
    const open = all.filter((_, index) => claims[index]);
    const taken = await sendAgain(
      destination,
      open.map(({ message }) => ({ message, body: task.newBody })),
    );
    for (const { deadLetter } of open) {
      const newMessageId = taken.get(deadLetter.id);
      if (newMessageId === undefined) failed.add(deadLetter.id);
      if (newMessageId !== undefined) sent.push({ deadLetter, destination: destination.name, newMessageId });
    }
  }
  const complete = chosen.filter(({ deadLetter }) => !failed.has(deadLetter.id));
  await noteMoves(
    task,
    sent,
    complete.map(({ deadLetter }) => deadLetter),
  );
  return complete;
}
