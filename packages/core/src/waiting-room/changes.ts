import { admitNext } from "./admit.ts";
import { freeSeat } from "./end.ts";
import { countHappened, type Happened } from "./minutes.ts";
import { endPosts, notifyOfTurns, turnPosts } from "./notify.ts";
import { postAll } from "./post.ts";
import { readState } from "./room.ts";
import { isLive, type TicketItem, ticketItem } from "./ticket.ts";

/** A ledger item before and after a change. */
export interface Change {
  before: Record<string, unknown> | undefined;
  after: Record<string, unknown> | undefined;
}

/**
 * Carries out what follows from changed tickets: the seat of somebody who has ordered becomes free and goes to the next
 * person, and people are notified when their turn has come or their place has ended. Idempotent, except for the counts
 * shown to operators.
 */
export async function noteChanges(changes: Change[], privateJwk: string): Promise<void> {
  const news = changes.flatMap(newsIn);
  if (news.length === 0) return;
  const state = await readState();
  const ordered = news.filter((ticket) => ticket.state === "ordered" && !ticket.freed);
  for (const ticket of ordered) await freeSeat(ticket, state);
  if (ordered.length > 0) await notifyOfTurns((await admitNext()).admitted, state, privateJwk);
  const turns = await turnPosts(
    news.filter((ticket) => ticket.state === "admitted"),
    state,
    privateJwk,
  );
  await postAll([...turns, ...news.filter((it) => !isLiveItem(it)).flatMap((it) => endPosts(it, state))], state);
  const current = news.filter(({ epoch }) => epoch === state.epoch);
  const happened = Map.groupBy(current.flatMap(happenedIn), (what) => what);
  await countHappened(Object.fromEntries([...happened].map(([what, times]) => [what, times.length])), state.epoch);
}

/** @returns the ticket as it is now, if its state has changed */
function newsIn({ before, after }: Change): TicketItem[] {
  const ticket = ticketItem.safeParse(after).data;
  return ticket === undefined || before?.state === ticket.state ? [] : [ticket];
}

function isLiveItem({ state }: TicketItem): boolean {
  return state !== "void" && isLive(state);
}

/** Arrivals are counted by the ticks. */
function happenedIn({ state }: TicketItem): Happened[] {
  return state === "waiting" || state === "void" || state === "closed" ? [] : [state];
}
