import { useFormat } from "../../i18n/format.ts";

/** A point in time: today's by the time alone. */
export function Moment({ at, className }: { at: string; className?: string }) {
  const format = useFormat();
  const today = new Date(at).toDateString() === new Date().toDateString();
  return (
    <time dateTime={at} className={className}>
      {today ? format.time(at) : format.dateTime(at)}
    </time>
  );
}
