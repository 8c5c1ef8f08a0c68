import type { Awaited } from "@donut/contracts/topology";
import { useQuery } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { toast } from "sonner";
import { useLanguage } from "../../../i18n/language.ts";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useNow } from "../../../ui/use-now.ts";
import { type Chosen, countQuery, deleteDeadLetters } from "../../api/repair.ts";
import { useConsoleMessages } from "../../messages/index.ts";
import { Dialog } from "../../shared/dialog.tsx";
import { DialogButtons } from "../../shared/dialog-buttons.tsx";
import { ProblemNote } from "../../shared/problem-note.tsx";
import { duration } from "../../text/duration.ts";
import { AwaitedNote } from "./awaited-note.tsx";
import { ChosenFilter } from "./chosen-filter.tsx";
import { useRepair } from "./use-repair.ts";

interface Props {
  queue: string;
  awaited: Awaited | undefined;
  chosen: Chosen;
  onClose(): void;
}

/** Permanently deletes the selected messages, or all that match; the server counts them first. */
export function DeleteDialog({ queue, awaited, chosen, onClose }: Props) {
  const { remove: texts, redrive } = useConsoleMessages();
  const language = useLanguage();
  const now = useNow();
  const { messageIds: ids, filter } = chosen;
  const counted = useQuery({ ...countQuery(queue, chosen), enabled: ids === undefined });
  const count = ids?.length ?? counted.data?.count;
  const remove = useRepair(
    queue,
    () => deleteDeadLetters(queue, chosen),
    () => {
      toast(texts.started);
      onClose();
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (count) remove.mutate(undefined);
  };
  const indexedAt = counted.data?.indexedAt;
  return (
    <Dialog title={texts.title} onClose={onClose}>
      <form onSubmit={submit} className="grid gap-5">
        {count === undefined && !counted.error && <Skeleton className="h-16" />}
        {count !== undefined && (
          <div className="grid gap-1" role="status">
            <p className="text-lg font-semibold tabular-nums">{texts.count(count, counted.data?.of)}</p>
            {filter && (
              <p className="text-sm text-ink-soft">
                {texts.filtered}{" "}
                {indexedAt && redrive.counted(duration((now - Date.parse(indexedAt)) / 1000, language))}
              </p>
            )}
            <ChosenFilter filter={filter} />
          </div>
        )}
        <p className="text-sm text-ink-soft">
          {texts.explained} {filter && texts.goesOn}
        </p>
        <AwaitedNote awaited={awaited} />
        <ProblemNote error={remove.error ?? counted.error} />
        <DialogButtons
          action={count === undefined ? texts.title : texts.action(count)}
          denied={count === 0 ? redrive.none : undefined}
          busy={remove.isPending || (count === undefined && counted.isPending)}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
