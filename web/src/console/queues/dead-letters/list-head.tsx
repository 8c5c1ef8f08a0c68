import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useFormat } from "../../../i18n/format.ts";
import { useLanguage } from "../../../i18n/language.ts";
import { useNow } from "../../../ui/use-now.ts";
import { foundQuery, readAllDeadLetters } from "../../api/dead-letters.ts";
import type { DeadLetterFilter } from "../../api/types.ts";
import { useConsoleMessages } from "../../messages/index.ts";
import { useDenied } from "../../shared/access.ts";
import { ActionButton } from "../../shared/action-button.tsx";
import { sayFailed } from "../../shared/say.tsx";
import { duration } from "../../text/duration.ts";
import type { RepairAsk } from "../repair/ask.ts";
import { download } from "./export.ts";
import { chosenOf, isSome, MOST_PICKED, type Pick } from "./pick.ts";
import { isFiltered } from "./search.ts";
import type { DeadLetters } from "./use-dead-letters.ts";

interface Props {
  queue: string;
  deadLetters: DeadLetters;
  filter: DeadLetterFilter;
  pick: Pick;
  total: number | undefined;
  stuck: string | undefined;
  onPick(pick: Pick): void;
  onAsk(ask: RepairAsk): void;
}

/** What the list contains, how old it is, and the actions for the selection. */
export function ListHead({ queue, deadLetters, filter, pick, total, stuck, onPick, onAsk }: Props) {
  const { deadLetters: texts } = useConsoleMessages();
  const format = useFormat();
  const denied = useDenied();
  const chosen = chosenOf(pick, filter);
  const some = pick.which === "some" ? pick.ids.size : 0;
  const empty = total === 0 && deadLetters.rows.length === 0 ? texts.nothing : undefined;
  const found = useFound(queue, filter, total);
  const words = () => {
    if (some > 0) return texts.picked(some) + (some >= MOST_PICKED ? ` ${texts.mostPicked(MOST_PICKED)}` : "");
    if (pick.which === "all") return texts.allPicked(isFiltered(filter) ? found.count : total);
    if (found.failed) return texts.notCounted;
    return isFiltered(filter) ? texts.found(found.count, total) : texts.count(total ?? deadLetters.rows.length);
  };
  const read = useMutation({
    mutationFn: async () => {
      const ids = pick.which === "some" ? pick.ids : undefined;
      const known = deadLetters.rows.filter(({ id }) => ids?.has(id));
      const all = ids && known.length === ids.size ? known : await readAllDeadLetters(queue, ids ? {} : filter);
      download(`${queue}.json`, ids ? all.filter(({ id }) => ids.has(id)) : all);
    },
    onError: sayFailed,
  });

  return (
    <div className="z-10 flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-border bg-paper py-1.5 sm:sticky sm:top-(--head)">
      <AllBox pick={pick} disabled={deadLetters.rows.length === 0} onPick={onPick} />
      <p role="status" className="mr-auto text-sm tabular-nums">
        <span className={pick.which === "none" ? undefined : "font-semibold"}>{words()}</span>{" "}
        <Freshness deadLetters={deadLetters} />
      </p>
      <div className="grid grid-cols-2 gap-1.5 max-sm:w-full sm:flex sm:flex-wrap sm:items-center">
        {deadLetters.outdated && (
          <ActionButton kind="quiet" onClick={deadLetters.lookAgain}>
            {texts.changed}
          </ActionButton>
        )}
        <ActionButton kind="quiet" busy={deadLetters.isFetching} onClick={deadLetters.lookAgain}>
          {deadLetters.isFetching ? texts.looking : texts.lookAgain}
        </ActionButton>
        <ActionButton kind="quiet" denied={empty} busy={read.isPending} onClick={() => read.mutate()}>
          {read.isPending ? texts.exporting : texts.export}
        </ActionButton>
        <ActionButton
          denied={denied ?? (isSome(chosen) ? empty : texts.deletePicked)}
          onClick={() => onAsk({ kind: "delete", chosen })}
        >
          {some === 0 && isFiltered(filter) ? texts.deleteFound : texts.delete}
          {some > 0 && ` ${format.number(some)}`}
        </ActionButton>
        <ActionButton
          kind="primary"
          denied={denied ?? stuck ?? empty}
          onClick={() => onAsk({ kind: "redrive", chosen })}
        >
          {some > 0 ? texts.redriveSome(some) : isFiltered(filter) ? texts.redriveFound : texts.redriveAll}
        </ActionButton>
      </div>
    </div>
  );
}

/** How many match the filter, counted by the server. */
function useFound(queue: string, filter: DeadLetterFilter, total: number | undefined) {
  const { data, isError } = useQuery({
    ...foundQuery(queue, filter, total),
    enabled: isFiltered(filter),
    placeholderData: keepPreviousData,
  });
  return { count: data?.count, failed: isFiltered(filter) && isError };
}

function AllBox({ pick, disabled, onPick }: { pick: Pick; disabled: boolean; onPick(pick: Pick): void }) {
  const { deadLetters: texts } = useConsoleMessages();
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (ref.current) ref.current.indeterminate = pick.which === "some";
  }, [pick.which]);
  return (
    <label className="-mr-3 grid size-11 cursor-pointer place-items-center">
      <input
        ref={ref}
        type="checkbox"
        disabled={disabled}
        checked={pick.which === "all"}
        aria-label={texts.pickAll}
        onChange={() => onPick(pick.which === "none" ? { which: "all" } : { which: "none" })}
        className="size-4 accent-ink"
      />
    </label>
  );
}

/** How old the list is, and whether it covers the whole queue. */
function Freshness({ deadLetters }: { deadLetters: DeadLetters }) {
  const { deadLetters: texts } = useConsoleMessages();
  const language = useLanguage();
  const now = useNow(1000);
  const { index, dataUpdatedAt, first } = deadLetters;
  const known = Math.max(index?.known ?? 0, deadLetters.rows.length);
  const since = index?.at ? Date.parse(index.at) : dataUpdatedAt;
  return (
    <span className="text-xs text-ink-soft">
      {since > 0 && texts.asOf(duration((now - since) / 1000, language))}
      {index?.indexing && ` · ${texts.known(known, Math.max(known, index.present))}`}
      {first !== undefined && ` · ${texts.fromHere}`}
    </span>
  );
}
