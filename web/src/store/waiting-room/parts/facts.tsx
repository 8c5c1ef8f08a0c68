import { useFormat } from "../../../i18n/format.ts";
import { useNow } from "../../../ui/use-now.ts";
import type { Standing } from "../place/standing.ts";
import { useRoomTexts } from "../texts/index.ts";

/** The secondary numbers, and their age. */
export function Facts({ standing }: { standing: Standing }) {
  const { facts } = useRoomTexts();
  const { number: n } = useFormat();
  const { ticket, room, heardAt } = standing;
  const age = Math.max(0, Math.floor((useNow() - heardAt) / 1000));
  const shown = [
    ticket.number === undefined ? [facts.entry, facts.entryOf(ticket.entry)] : [facts.number, n(ticket.number)],
    [facts.seats, facts.seatsOf(room.admitted, room.x)],
    [facts.waiting, n(ticket.waiting ?? room.waiting)],
    [facts.updated, facts.ago(age)],
  ];
  return (
    <dl className="grid grid-cols-2 gap-x-8 gap-y-4 sm:grid-cols-4">
      {shown.map(([name, value]) => (
        <div key={name} className="border-t-2 border-waiting pt-2">
          <dt className="text-xs text-ink-soft">{name}</dt>
          <dd className="font-display text-lg leading-6 font-bold tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
