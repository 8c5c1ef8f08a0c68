import type { DeployedQueue } from "@donut/contracts/topology";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import { toast } from "sonner";
import { useWords } from "../../../api/explain.ts";
import { Skeleton } from "../../../ui/skeleton.tsx";
import type { DeadLetter } from "../../api/types.ts";
import { useConsoleMessages } from "../../messages/index.ts";
import { useDenied } from "../../shared/access.ts";
import { Empty } from "../../shared/empty.tsx";
import type { RepairAsk } from "../repair/ask.ts";
import { DeadLetterList } from "./dead-letter-list.tsx";
import { DeadLetterPanel } from "./dead-letter-panel.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { ListHead } from "./list-head.tsx";
import { chosenOf, isPicked, isSome, type Pick, readPick, stillThere, withPicked, writePick } from "./pick.ts";
import { type DeadLettersSearch, filterOf, isFiltered } from "./search.ts";
import { useDeadLetterKeys } from "./use-dead-letter-keys.ts";
import { pageOf, useDeadLetters } from "./use-dead-letters.ts";

const route = getRouteApi("/console/queues/$name");

interface Props {
  queue: DeployedQueue;
  /** The queue's current number of messages. */
  total: number | undefined;
  /** How many failed tries bring a message here. */
  tries: number | undefined;
  /** Why messages cannot be redriven from here. */
  stuck: string | undefined;
  /** Whether an open message covers the page. */
  alone: boolean;
  onAsk(ask: RepairAsk): void;
}

/** The messages of a queue without a consumer: search, select, read, repair. The view is in the page's address. */
export function useDeadLettersView({ queue, total, tries, stuck, alone, onAsk }: Props) {
  const { deadLetters: texts, peek } = useConsoleMessages();
  const wordsOf = useWords();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const denied = useDenied();
  const filter = useMemo(() => filterOf(search), [search]);
  const deadLetters = useDeadLetters(queue.name, filter, search.after, total);
  const pick = useMemo(
    () => stillThere(readPick(search.pick), deadLetters.present),
    [search.pick, deadLetters.present],
  );
  const [active, setActive] = useState<number>();
  const [anchor, setAnchor] = useState<string>();
  const rows = deadLetters.rows;

  const show = useCallback(
    (next: (search: DeadLettersSearch) => DeadLettersSearch) =>
      navigate({ search: (before) => clean(next(before)), replace: true, resetScroll: false }),
    [navigate],
  );
  const setPick = useCallback((next: Pick) => show((before) => ({ ...before, pick: writePick(next) })), [show]);
  const open = useCallback(
    (id: string) => {
      setActive(undefined);
      void show((before) => ({ ...before, message: before.message === id ? undefined : id }));
    },
    [show],
  );
  const pickOne = useCallback(
    (id: string, wanted: boolean, range: boolean) => {
      const ids = rows.map((deadLetter) => deadLetter.id);
      const between = [ids.indexOf(anchor ?? id), ids.indexOf(id)].sort((a, b) => a - b);
      const [from = 0, to = 0] = between;
      setAnchor(id);
      void setPick(withPicked(pick, range && from >= 0 ? ids.slice(from, to + 1) : [id], wanted, ids));
    },
    [rows, anchor, pick, setPick],
  );
  const scrolled = useCallback(
    (first: number) => {
      const after = pageOf(deadLetters.data, first);
      if (deadLetters.data && after !== search.after) void show((before) => ({ ...before, after }));
    },
    [deadLetters.data, search.after, show],
  );

  const opened = rows.find(({ id }) => id === search.message);
  const current = active === undefined ? opened : rows[active];
  const chosen = pick.which === "none" && current ? { messageIds: [current.id] } : chosenOf(pick, filter);
  const askOne = (ask: "redrive" | "edit" | "delete", deadLetter: DeadLetter) => {
    if (ask === "edit") onAsk({ kind: "edit", deadLetter });
    if (ask === "redrive") onAsk({ kind: "redrive", chosen: { messageIds: [deadLetter.id] } });
    if (ask === "delete") onAsk({ kind: "delete", chosen: { messageIds: [deadLetter.id] } });
  };
  // Shortcuts explain why they do nothing, as the buttons do.
  const unless = (why: string | undefined, act: () => void) => {
    if (why) toast(why);
    else act();
  };
  useDeadLetterKeys({
    move: (step) => {
      if (rows.length === 0) return;
      const at = active ?? rows.findIndex(({ id }) => id === search.message);
      const next = Math.min(Math.max(at + step, 0), rows.length - 1);
      setActive(next);
      if (search.message) void show((before) => ({ ...before, message: rows[next]?.id }));
    },
    pick: () => current && pickOne(current.id, !isPicked(pick, current.id), false),
    pickAll: () => setPick(pick.which === "all" ? { which: "none" } : { which: "all" }),
    redrive: () => unless(denied ?? stuck, () => onAsk({ kind: "redrive", chosen })),
    edit: () => {
      const cut = current && current.bodyLength > current.body.length ? texts.cutEdit : undefined;
      if (current) unless(denied ?? stuck ?? cut, () => askOne("edit", current));
    },
    remove: () =>
      unless(denied ?? (isSome(chosen) ? undefined : texts.deletePicked), () => onAsk({ kind: "delete", chosen })),
    close: () =>
      show((before) => (before.message ? { ...before, message: undefined } : { ...before, pick: undefined })),
  });

  const list = (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-3" aria-label={texts.title}>
      <FilterBar
        filter={filter}
        deadLetters={rows}
        onChange={(next) =>
          show(({ message, range }) => ({ ...next, ...(message && { message }), ...(range && { range }) }))
        }
      />
      <div>
        <ListHead
          queue={queue.name}
          deadLetters={deadLetters}
          filter={filter}
          pick={pick}
          total={total}
          stuck={stuck}
          onPick={setPick}
          onAsk={onAsk}
        />
        {deadLetters.isPending && <Skeleton className="h-96" />}
        {deadLetters.error && (
          <p role="alert" className="py-4 text-sm text-signal-ink">
            {wordsOf(deadLetters.error)}
          </p>
        )}
        {rows.length > 0 && (
          <DeadLetterList
            deadLetters={deadLetters}
            grouped={queue.fifo}
            pick={pick}
            open={search.message}
            active={active}
            onPick={pickOne}
            onOpen={open}
            onScrolled={scrolled}
          />
        )}
        {deadLetters.isSuccess && rows.length === 0 && !deadLetters.hasNextPage && (
          <Empty>{isFiltered(filter) ? texts.noneFound : peek.empty(tries)}</Empty>
        )}
        {rows.length === 0 && deadLetters.hasNextPage && (
          <p role="status" className="py-4 text-sm text-ink-soft">
            {texts.searching}
          </p>
        )}
      </div>
    </section>
  );
  const panel = search.message && (
    <DeadLetterPanel
      key={search.message}
      queue={queue.name}
      id={search.message}
      known={opened}
      stuck={stuck}
      alone={alone}
      onAsk={askOne}
      onClose={() => show((before) => ({ ...before, message: undefined }))}
    />
  );
  return { list, panel };
}

function clean(search: DeadLettersSearch): DeadLettersSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value));
}
