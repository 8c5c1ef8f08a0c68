import type { AdminTicket } from "@donut/contracts/waiting-room";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ApiError } from "../../api/http.ts";
import { useFormat } from "../../i18n/format.ts";
import { Copyable } from "../../ui/copyable.tsx";
import { useLive } from "../live/use-live.ts";
import { useDenied } from "../shared/access.ts";
import { ActionButton } from "../shared/action-button.tsx";
import { Empty } from "../shared/empty.tsx";
import { ProblemNote } from "../shared/problem-note.tsx";
import { adminRoomQuery, endTicket, extendTicket, ticketQuery } from "./api.ts";
import { useHallTexts } from "./messages/index.ts";

const extension = 30;

/** One person's history, and the operator's actions. */
export function PersonCard({ number, onClose }: { number: number | undefined; onClose(): void }) {
  const { person: texts } = useHallTexts();
  if (number === undefined) return <Empty>{texts.choose}</Empty>;
  return <Chosen key={number} number={number} onClose={onClose} />;
}

function Chosen({ number, onClose }: { number: number; onClose(): void }) {
  const { person: texts } = useHallTexts();
  const { number: n } = useFormat();
  const denied = useDenied();
  const client = useQueryClient();
  const { data, error } = useLive(ticketQuery(number));
  const done = (answer: AdminTicket) => {
    client.setQueryData(ticketQuery(number).queryKey, answer);
    return client.invalidateQueries({ queryKey: adminRoomQuery.queryKey });
  };
  const end = useMutation({ mutationFn: () => endTicket(number), onSuccess: done });
  const extend = useMutation({ mutationFn: () => extendTicket(number, extension), onSuccess: done });
  const ticket = data?.ticket;
  const over = ticket !== undefined && ticket.state !== "waiting" && ticket.state !== "admitted";
  return (
    <section aria-label={texts.title(number)} className="grid gap-3 rounded-small border border-waiting bg-surface p-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 className="font-display text-base font-bold tabular-nums">
          {texts.title(number)}
          {ticket && <span className="ml-2 text-sm font-normal text-ink-soft">{texts.state[ticket.state]}</span>}
        </h2>
        <span className="ml-auto flex flex-wrap gap-2">
          {!over && (
            <>
              <ActionButton denied={denied} busy={extend.isPending} onClick={() => extend.mutate()}>
                {texts.extend(extension)}
              </ActionButton>
              <ActionButton denied={denied} busy={end.isPending} onClick={() => end.mutate()}>
                {texts.end}
              </ActionButton>
            </>
          )}
          <ActionButton kind="quiet" onClick={onClose}>
            {texts.close}
          </ActionButton>
        </span>
      </div>
      {error instanceof ApiError && error.status === 404 && <p className="text-sm text-ink-soft">{texts.gone}</p>}
      {ticket && <Way ticket={ticket} />}
      {ticket && (
        <p className="flex flex-wrap gap-x-6 text-sm text-ink-soft tabular-nums">
          <span>
            {texts.sockets}: {n(ticket.sockets)}
          </span>
          {ticket.orderId && (
            <span className="inline-flex items-baseline gap-2">
              {texts.order}
              <Link to="/orders/$orderId" params={{ orderId: ticket.orderId }} className="underline underline-offset-2">
                {ticket.orderId.slice(0, 12)}
              </Link>
              <Copyable value={ticket.orderId} shown="" />
            </span>
          )}
        </p>
      )}
      <ProblemNote error={end.error ?? extend.error} />
    </section>
  );
}

function Way({ ticket }: { ticket: AdminTicket["ticket"] }) {
  const { person: texts } = useHallTexts();
  const { time } = useFormat();
  const stops = [
    [texts.entered, ticket.enteredAt],
    [texts.admitted, ticket.admittedAt],
    [texts.claimed, ticket.claimedAt],
    [texts.lost, ticket.lostAt],
    [texts.ended, ticket.endedAt],
  ] as const;
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2 text-sm">
      {stops.map(
        ([name, at]) =>
          at !== undefined && (
            <div key={name} className="border-t-2 border-waiting pt-1">
              <dt className="text-xs text-ink-soft">{name}</dt>
              <dd className="tabular-nums">
                <time dateTime={at}>{time(at)}</time>
              </dd>
            </div>
          ),
      )}
    </dl>
  );
}
