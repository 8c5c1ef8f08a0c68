import { memo } from "react";
import { useFormat } from "../../../i18n/format.ts";
import { cx } from "../../../ui/cx.ts";
import type { DeadLetter } from "../../api/types.ts";
import { useConsoleMessages } from "../../messages/index.ts";

interface Props {
  deadLetter: DeadLetter;
  /** What it is about, in a few words. */
  summary: string;
  grouped: boolean;
  picked: boolean;
  open: boolean;
  /** `range` selects everything since the last one as well. */
  onPick(id: string, wanted: boolean, range: boolean): void;
  onOpen(id: string): void;
}

/** The columns of rows and their heads, on wide screens. */
export const columns = (grouped: boolean) =>
  grouped ? "lg:grid-cols-[minmax(0,1fr)_7rem_5.5rem_8rem]" : "lg:grid-cols-[minmax(0,1fr)_5.5rem_8rem]";

/** One row of the list: what the message is, and why it failed. */
export const DeadLetterRow = memo(function DeadLetterRow({ deadLetter, summary, grouped, ...props }: Props) {
  const { picked, open, onPick, onOpen } = props;
  const { deadLetters, peek } = useConsoleMessages();
  const format = useFormat();
  const { id, type, body, lastError, sentAt } = deadLetter;
  const name = type ?? body.slice(0, 80);
  const today = new Date(sentAt).toDateString() === new Date().toDateString();
  return (
    <div
      className={cx(
        "flex h-full items-stretch border-b border-hairline text-sm",
        open ? "bg-sunken" : picked ? "bg-(--line-wash)" : "hover:bg-sunken",
      )}
    >
      <label className="grid w-10 shrink-0 cursor-pointer place-items-center">
        <input
          type="checkbox"
          checked={picked}
          aria-label={deadLetters.pick(name, id)}
          onChange={(event) => {
            const { shiftKey } = event.nativeEvent as MouseEvent;
            onPick(id, event.target.checked, shiftKey);
          }}
          className="size-4 accent-ink"
        />
      </label>
      <button
        type="button"
        data-dead-letter={id}
        aria-current={open}
        onClick={() => onOpen(id)}
        className={cx(
          "grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)_auto] content-center gap-x-4 px-2 text-left outline-offset-[-2px]",
          columns(grouped),
        )}
      >
        <span className="min-w-0">
          <span className="flex items-baseline gap-2">
            <span className={cx("font-semibold", type ? "shrink-0" : "truncate font-mono text-xs")}>{name}</span>
            {summary && <span className="truncate">{summary}</span>}
            <span className="truncate font-mono text-2xs text-ink-faint max-xl:hidden">{id}</span>
          </span>
          <span className="block truncate text-xs">
            {lastError ? (
              <>
                <span className="text-signal-ink">{lastError.name}</span>{" "}
                <span className="text-ink-soft">{lastError.message}</span>
              </>
            ) : (
              <span className="text-ink-faint">{peek.noError}</span>
            )}
          </span>
        </span>
        {grouped && (
          <span className="truncate self-center text-xs text-ink-soft max-lg:hidden">{deadLetter.groupId}</span>
        )}
        <span className="self-center text-right text-xs text-ink-soft tabular-nums max-lg:hidden">
          {peek.triedTimes(deadLetter.attempts ?? deadLetter.receiveCount)}
        </span>
        <time dateTime={sentAt} className="self-center text-right text-xs whitespace-nowrap text-ink-soft tabular-nums">
          {today ? format.time(sentAt) : format.dateTime(sentAt)}
        </time>
      </button>
    </div>
  );
});
