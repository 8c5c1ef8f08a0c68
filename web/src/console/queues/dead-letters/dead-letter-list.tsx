import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { cx } from "../../../ui/cx.ts";
import { useProductName } from "../../api/product-names.ts";
import { useConsoleMessages } from "../../messages/index.ts";
import { columns, DeadLetterRow } from "./dead-letter-row.tsx";
import { isPicked, type Pick } from "./pick.ts";
import { summaryOf } from "./summary.ts";
import type { DeadLetters } from "./use-dead-letters.ts";

const ROW_HEIGHT = 56;
/** The next page is fetched this many rows before the end. */
const AHEAD = 40;
/** The height that covers the top of the window: the console's header and the list's own. */
const COVERED = 150;

interface Props {
  deadLetters: DeadLetters;
  /** Whether its messages have groups: a FIFO queue. */
  grouped: boolean;
  pick: Pick;
  open: string | undefined;
  /** The row with the keyboard focus. */
  active: number | undefined;
  onPick(id: string, wanted: boolean, range: boolean): void;
  onOpen(id: string): void;
  /** Called with the first visible row. */
  onScrolled(first: number): void;
}

/** The list scrolls with the window; only visible rows are rendered. */
export function DeadLetterList({ deadLetters, grouped, pick, open, active, onPick, onOpen, onScrolled }: Props) {
  const texts = useConsoleMessages().deadLetters;
  const { rows, hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = deadLetters;
  const nameOf = useProductName();
  const ref = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const now = Math.round((ref.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
    if (Math.abs(now - top) > 1) setTop(now);
  });
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    scrollMargin: top,
    scrollPaddingStart: COVERED,
    scrollPaddingEnd: 16,
    getItemKey: (index) => rows[index]?.id ?? index,
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const firstShown = Math.max(0, Math.floor(((virtual.scrollOffset ?? 0) + COVERED - top) / ROW_HEIGHT));
  const wanting = hasNextPage && !isFetching && !isFetchNextPageError && last >= rows.length - AHEAD;

  useEffect(() => {
    if (wanting) void fetchNextPage();
  }, [wanting, fetchNextPage]);
  useEffect(() => onScrolled(firstShown), [firstShown, onScrolled]);

  const activeId = active === undefined ? undefined : rows[active]?.id;
  useEffect(() => {
    if (active === undefined || activeId === undefined) return;
    virtual.scrollToIndex(active, { align: "auto" });
    const frame = requestAnimationFrame(() => {
      ref.current
        ?.querySelector<HTMLElement>(`[data-dead-letter="${CSS.escape(activeId)}"]`)
        ?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [active, activeId, virtual]);

  return (
    <>
      <div
        aria-hidden="true"
        className={cx(
          "grid gap-x-4 border-b border-hairline py-1.5 pr-2 pl-12 text-xs text-ink-soft max-lg:hidden",
          columns(grouped),
        )}
      >
        <span>{texts.heads.what}</span>
        {grouped && <span>{texts.heads.group}</span>}
        <span className="text-right">{texts.heads.tries}</span>
        <span className="text-right">{texts.heads.sent}</span>
      </div>
      <ul ref={ref} aria-label={texts.title} className="relative" style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ index, key, start }) => {
          const deadLetter = rows[index];
          return (
            deadLetter && (
              <li
                key={key}
                aria-setsize={hasNextPage ? -1 : rows.length}
                aria-posinset={index + 1}
                className="absolute inset-x-0 top-0"
                style={{ height: ROW_HEIGHT, transform: `translateY(${start - top}px)` }}
              >
                <DeadLetterRow
                  deadLetter={deadLetter}
                  summary={summaryOf(deadLetter.body, nameOf)}
                  grouped={grouped}
                  picked={isPicked(pick, deadLetter.id)}
                  open={deadLetter.id === open}
                  onPick={onPick}
                  onOpen={onOpen}
                />
              </li>
            )
          );
        })}
      </ul>
      {hasNextPage && <p className="py-3 text-center text-xs text-ink-soft">{texts.loadingMore}</p>}
    </>
  );
}
