import type { Awaited } from "@donut/contracts/topology";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { countdown } from "../../../i18n/format.ts";
import { useNow } from "../../../ui/use-now.ts";
import { queuesQuery } from "../../api/queries.ts";
import { purge } from "../../api/repair.ts";
import { useLive } from "../../live/use-live.ts";
import { useConsoleMessages } from "../../messages/index.ts";
import { Dialog } from "../../shared/dialog.tsx";
import { DialogButtons } from "../../shared/dialog-buttons.tsx";
import { Field, fieldClass } from "../../shared/field.tsx";
import { ProblemNote, useFault } from "../../shared/problem-note.tsx";
import { deadLetters } from "../../topology/counts.ts";
import { AwaitedNote } from "./awaited-note.tsx";
import { useRepair } from "./use-repair.ts";

const key = (queue: string) => ["admin", "purged", queue];

interface Props {
  queue: string;
  awaited: Awaited | undefined;
  /** Not purged by SQS, which allows one purge a minute at most. */
  oneByOne: boolean;
  onClose(): void;
}

/** Purges a queue, once its name is typed. */
export function PurgeDialog({ queue, awaited, oneByOne, onClose }: Props) {
  const { purge: texts, remove } = useConsoleMessages();
  const client = useQueryClient();
  const now = useNow();
  const [typed, setTyped] = useState("");
  const count = useLive(queuesQuery).data?.queues.find(({ name }) => name === queue);
  const ready = client.getQueryData<number>(key(queue)) ?? 0;
  const act = useRepair(
    queue,
    () => purge(queue, typed),
    (purged) => {
      if ("availableAt" in purged) client.setQueryData(key(queue), Date.parse(purged.availableAt));
      toast("task" in purged ? remove.started : texts.done(purged.removed, queue));
      onClose();
    },
  );
  const fault = useFault(act.error, "/confirm");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (denied === undefined) act.mutate(undefined);
  };
  const cooling = ready > now ? texts.cooling(countdown(ready - now)) : undefined;
  const denied = cooling ?? (typed === queue ? undefined : texts.typeIt);
  return (
    <Dialog title={texts.title(queue)} onClose={onClose}>
      <form onSubmit={submit} className="grid gap-5">
        <p className="text-lg font-semibold tabular-nums">{texts.count(deadLetters(count))}</p>
        <p className="text-sm text-ink-soft">{oneByOne ? texts.oneByOne : texts.explained}</p>
        <AwaitedNote awaited={awaited} />
        <Field name={texts.confirm} help={cooling} fault={fault}>
          <span className="font-mono text-xs select-all">{queue}</span>
          <input
            data-first
            aria-invalid={fault !== undefined}
            value={typed}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            onChange={(event) => setTyped(event.target.value)}
            className={`h-11 font-mono ${fieldClass}`}
          />
        </Field>
        <ProblemNote error={act.error} beside={["/confirm"]} />
        <DialogButtons action={texts.action} denied={denied} busy={act.isPending} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
